using System.Text.Json.Serialization;

namespace AoEde.Kube.Models;

/// <summary>Who holds a lease.</summary>
public sealed record V1LeaseSpec
{
    /// <summary>The holder; null or empty when nobody does.</summary>
    public string? HolderIdentity { get; set; }

    /// <summary>For how many seconds after the last renewal it is held.</summary>
    public int? LeaseDurationSeconds { get; set; }

    /// <summary>When the holder got it.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; set; }

    /// <summary>When the holder renewed it last.</summary>
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; set; }

    /// <summary>How often it changed hands.</summary>
    public int? LeaseTransitions { get; set; }
}
