using System.Text.Json;

namespace AoEde.Kube.Models;

/// <summary>One pod on each node (<c>apps/v1</c>).</summary>
[KubernetesEntity(Group = "apps", ApiVersion = "v1", Kind = KindName, PluralName = "daemonsets")]
public sealed record V1DaemonSet : IKubernetesObject<V1ObjectMeta>, IStatus<V1DaemonSetStatus>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "DaemonSet";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "apps/v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted; opaque here.</summary>
    public JsonElement? Spec { get; set; }

    /// <inheritdoc/>
    public V1DaemonSetStatus? Status { get; set; }
}
