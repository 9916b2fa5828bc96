using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>One condition of an object (<c>metav1.Condition</c>).</summary>
public sealed record V1Condition
{
    /// <summary>What it is about.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; set; } = "Unknown";

    /// <summary>The generation of the spec that was looked at.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; set; } = "";

    /// <summary>A sentence for people.</summary>
    public string Message { get; set; } = "";

    /// <summary>When <see cref="Status"/> became what it is.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; set; }
}
