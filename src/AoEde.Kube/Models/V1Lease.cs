namespace AoEde.Kube.Models;

/// <summary>A claim that is renewed (<c>coordination.k8s.io/v1</c>).</summary>
[KubernetesEntity(Group = "coordination.k8s.io", ApiVersion = "v1", Kind = KindName, PluralName = "leases")]
public sealed record V1Lease : IKubernetesObject<V1ObjectMeta>, ISpec<V1LeaseSpec>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Lease";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "coordination.k8s.io/v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <inheritdoc/>
    public V1LeaseSpec Spec { get; set; } = new();
}
