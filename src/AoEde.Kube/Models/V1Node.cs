namespace AoEde.Kube.Models;

/// <summary>A machine. Partial: never replace it, only patch it.</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = KindName, PluralName = "nodes"), EntityScope(EntityScope.Cluster)]
public sealed record V1Node : IKubernetesObject<V1ObjectMeta>, ISpec<V1NodeSpec>, IStatus<V1NodeStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Node";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <inheritdoc/>
    public V1NodeSpec Spec { get; set; } = new();

    /// <inheritdoc/>
    public V1NodeStatus? Status { get; set; }
}
