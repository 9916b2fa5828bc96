namespace AoEde.Kube.Models;

/// <summary>A job. Partial: never replace it, only patch it.</summary>
[KubernetesEntity(Group = "batch", ApiVersion = "v1", Kind = KindName, PluralName = "jobs")]
public sealed record V1Job : IKubernetesObject<V1ObjectMeta>, IStatus<V1JobStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Job";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "batch/v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <inheritdoc/>
    public V1JobStatus? Status { get; set; }
}
