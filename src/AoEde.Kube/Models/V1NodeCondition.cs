using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>One condition of a node (older than <see cref="V1Condition"/>).</summary>
public sealed record V1NodeCondition
{
    /// <summary>What it is about.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; set; } = "Unknown";

    /// <summary>One CamelCase word.</summary>
    public string? Reason { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; set; }

    /// <summary>When its agent spoke last.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastHeartbeatTime { get; set; }

    /// <summary>When the status became what it is.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastTransitionTime { get; set; }
}
