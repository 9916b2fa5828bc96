using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>How a job fares.</summary>
public sealed record V1JobStatus
{
    /// <summary><c>Complete</c> or <c>Failed</c> when it is over.</summary>
    public IList<V1Condition>? Conditions { get; set; }

    /// <summary>Pods at work.</summary>
    public int? Active { get; set; }

    /// <summary>Pods that succeeded.</summary>
    public int? Succeeded { get; set; }

    /// <summary>Pods that failed.</summary>
    public int? Failed { get; set; }

    /// <summary>When it started.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When it succeeded.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? CompletionTime { get; set; }
}
