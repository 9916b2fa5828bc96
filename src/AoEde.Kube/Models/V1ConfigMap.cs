namespace AoEde.Kube.Models;

/// <summary>Settings by name.</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = KindName, PluralName = "configmaps")]
public sealed record V1ConfigMap : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "ConfigMap";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The texts by key.</summary>
    public IDictionary<string, string>? Data { get; set; }
}
