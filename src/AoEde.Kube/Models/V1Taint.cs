using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Keeps pods that do not tolerate it away from a node.</summary>
public sealed record V1Taint
{
    /// <summary>Its name, such as <c>node.kubernetes.io/out-of-service</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its value.</summary>
    public string? Value { get; set; }

    /// <summary><c>NoSchedule</c>, <c>PreferNoSchedule</c> or <c>NoExecute</c>.</summary>
    public string Effect { get; set; } = "";

    /// <summary>When it was added.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? TimeAdded { get; set; }
}
