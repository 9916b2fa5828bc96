using System.Text.Json.Serialization;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>A target's freeze.</summary>
public sealed record TargetFreeze
{
    /// <summary><c>Thawed</c>, <c>Freezing</c>, <c>Frozen</c> or <c>Merging</c>.</summary>
    public string State { get; set; } = "";

    /// <summary>When it was frozen, or when merging began.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>When the last hold ends unless it is renewed.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The holds in force.</summary>
    public IReadOnlyList<TargetHolder>? Holders { get; set; }

    /// <summary>Bytes of writes that are kept aside.</summary>
    public long? ShadowBytes { get; set; }

    /// <summary>Most of them that may be.</summary>
    public long? LimitBytes { get; set; }

    /// <summary>Bytes that merging still has to copy.</summary>
    public long? MergeRemainingBytes { get; set; }

    /// <summary>Address at which the frozen base can be read, such as <c>e9.201</c>.</summary>
    public string? ViewAddress { get; set; }
}

/// <summary>One hold that keeps a target frozen.</summary>
public sealed record TargetHolder
{
    /// <summary>The AoEFreeze, as <c>namespace/name</c>, or its name alone without a cluster.</summary>
    public string Freeze { get; set; } = "";

    /// <summary>Who holds it, for people.</summary>
    public string? Holder { get; set; }

    /// <summary>The moment that the content stands still at.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? FrozenAt { get; set; }

    /// <summary>When it ends unless it is renewed.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? ExpiresAt { get; set; }
}
