namespace AoEde.Kube.Models;

/// <summary>A namespace.</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = KindName, PluralName = "namespaces"), EntityScope(EntityScope.Cluster)]
public sealed record V1Namespace : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Namespace";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();
}
