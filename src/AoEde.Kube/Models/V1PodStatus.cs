using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>How a pod fares.</summary>
public sealed record V1PodStatus
{
    /// <summary><c>Pending</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string? Phase { get; set; }

    /// <summary>One CamelCase word, such as <c>Evicted</c>.</summary>
    public string? Reason { get; set; }

    /// <summary>A sentence for people.</summary>
    public string? Message { get; set; }

    /// <summary>Its address.</summary>
    [JsonPropertyName("podIP")]
    public string? PodIP { get; set; }

    /// <summary>Its node's address.</summary>
    [JsonPropertyName("hostIP")]
    public string? HostIP { get; set; }
}
