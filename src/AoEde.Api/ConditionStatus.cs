using System.Text.Json.Serialization;
using AoEde.Api.Values;

namespace AoEde.Api;

/// <summary>One condition of an object, as Kubernetes writes conditions.</summary>
public sealed record ConditionStatus
{
    /// <summary>The <see cref="Status"/> of a condition that holds.</summary>
    public const string True = "True";

    /// <summary>The <see cref="Status"/> of a condition that does not hold.</summary>
    public const string False = "False";

    /// <summary>The <see cref="Status"/> of a condition of which it cannot be told.</summary>
    public const string Unknown = "Unknown";

    /// <summary>What it is about.</summary>
    public string Type { get; set; } = "";

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public string Status { get; set; } = Unknown;

    /// <summary>One CamelCase word for programs.</summary>
    public string Reason { get; set; } = "";

    /// <summary>A sentence for people.</summary>
    public string Message { get; set; } = "";

    /// <summary>When <see cref="Status"/> became what it is.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public DateTimeOffset? LastTransitionTime { get; set; }
}
