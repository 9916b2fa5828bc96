using System.Reflection;
using AoEde.Kube.Models;

namespace AoEde.Kube.Client.Transport;

/// <summary>Where the server keeps a kind.</summary>
/// <param name="Group">The group; empty for the core.</param>
/// <param name="Version">The version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Plural">The plural in addresses.</param>
/// <param name="Namespaced">Whether its objects live in namespaces.</param>
internal sealed record ResourceKind(string Group, string Version, string Kind, string Plural, bool Namespaced)
{
    /// <summary>As objects say it: <c>v1</c>, <c>apps/v1</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>What the attributes of a model say.</summary>
    /// <exception cref="InvalidOperationException">It has no <see cref="KubernetesEntityAttribute"/>.</exception>
    public static ResourceKind Of<TEntity>() => Cache<TEntity>.Value ??= Read(typeof(TEntity));

    /// <summary>The path of all objects, of one namespace when it is given.</summary>
    public string List(string? @namespace)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        return Namespaced && !string.IsNullOrEmpty(@namespace) ? $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}" : $"{root}/{Plural}";
    }

    /// <summary>The path where an object is made.</summary>
    /// <exception cref="ArgumentException">The namespace is missing.</exception>
    public string New(string? @namespace) =>
        Namespaced && string.IsNullOrEmpty(@namespace) ? throw new ArgumentException($"a {Kind} needs a namespace", nameof(@namespace)) : List(@namespace);

    /// <summary>The path of an object or of a part of it.</summary>
    /// <exception cref="ArgumentException">Name or namespace is missing; without a name it would be the path of all.</exception>
    public string One(string? name, string? @namespace, string? subresource = null)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"a {Kind} needs a name", nameof(name));
        return $"{New(@namespace)}/{Uri.EscapeDataString(name)}{(subresource is null ? "" : "/" + subresource)}";
    }

    private static ResourceKind Read(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} has no KubernetesEntity attribute, so nobody knows where the server keeps it");
        var namespaced = type.GetCustomAttribute<EntityScopeAttribute>() is not { Scope: EntityScope.Cluster };
        return new(entity.Group, entity.ApiVersion, entity.Kind, entity.PluralName, namespaced);
    }

    private static class Cache<TEntity>
    {
        public static ResourceKind? Value { get; set; }
    }
}
