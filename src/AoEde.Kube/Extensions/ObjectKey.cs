using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>Names an object of a kind.</summary>
/// <param name="Namespace">Its namespace; null for kinds of the cluster.</param>
/// <param name="Name">Its name.</param>
public readonly record struct ObjectKey(string? Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(IMetadata<V1ObjectMeta> entity) => new(entity.Metadata.NamespaceProperty, entity.Metadata.Name ?? "");

    /// <inheritdoc/>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
