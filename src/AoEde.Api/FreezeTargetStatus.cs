using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>One target of a freeze.</summary>
public sealed record FreezeTargetStatus
{
    /// <summary>Name of the target.</summary>
    public string Name { get; set; } = "";

    /// <summary>Node that serves it.</summary>
    public string? NodeName { get; set; }

    /// <summary>The moment whose content its base holds.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>Bytes of writes that are kept aside.</summary>
    public long ShadowBytes { get; set; }

    /// <summary>How often the target has been frozen, this time included.</summary>
    public long Sequence { get; set; }

    /// <summary>Address at which the frozen base can be read, such as <c>e9.201</c>; absent when there is none.</summary>
    public string? ViewAddress { get; set; }

    /// <summary>The base itself, for a reader on the node.</summary>
    public string? DevicePath { get; set; }
}
