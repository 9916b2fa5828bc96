namespace AoEde.Kube.Models;

/// <summary>A pod. Partial: never replace it, only patch it.</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = KindName, PluralName = "pods")]
public sealed record V1Pod : IKubernetesObject<V1ObjectMeta>, ISpec<V1PodSpec>, IStatus<V1PodStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Pod";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <inheritdoc/>
    public V1PodSpec Spec { get; set; } = new();

    /// <inheritdoc/>
    public V1PodStatus? Status { get; set; }
}
