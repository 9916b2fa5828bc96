using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Something that happened to an object, for people (<c>core/v1</c>, which <c>kubectl describe</c> reads).</summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = KindName, PluralName = "events")]
public sealed record Corev1Event : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The value of <c>kind</c>.</summary>
    public const string KindName = "Event";

    /// <inheritdoc/>
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    public string Kind { get; set; } = KindName;

    /// <inheritdoc/>
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The object.</summary>
    public V1ObjectReference InvolvedObject { get; set; } = new();

    /// <summary>One CamelCase word.</summary>
    public string? Reason { get; set; }

    /// <summary>A sentence for people, at most 1 KiB.</summary>
    public string? Message { get; set; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    public string? Type { get; set; }

    /// <summary>How often it happened.</summary>
    public int? Count { get; set; }

    /// <summary>When it happened first.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? FirstTimestamp { get; set; }

    /// <summary>When it happened last.</summary>
    [JsonConverter(typeof(KubernetesTimeConverter))]
    public DateTimeOffset? LastTimestamp { get; set; }

    /// <summary>When it happened, for events that happen once.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; set; }

    /// <summary>Who reported it, in the older fields.</summary>
    public V1EventSource? Source { get; set; }

    /// <summary>What was done; required with <see cref="EventTime"/>.</summary>
    public string? Action { get; set; }

    /// <summary>The controller that reported it, such as <c>aoede.io/operator</c>.</summary>
    public string? ReportingComponent { get; set; }

    /// <summary>Which instance of it, such as a pod.</summary>
    public string? ReportingInstance { get; set; }
}
