using System.Text.Json.Serialization;
using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>How a target may be frozen. A null member was not written, which means its default.</summary>
public sealed record FreezeSpec
{
    /// <summary>Default of <see cref="DefaultTtl"/>.</summary>
    public const string DefaultTtlValue = "1h";

    /// <summary>Default of <see cref="MaxTtl"/>.</summary>
    public const string MaxTtlValue = "24h";

    /// <summary>Whether the target may be frozen at all. Default true.</summary>
    [Default(true)]
    public bool? Enabled { get; set; }

    /// <summary>Where writes go meanwhile.</summary>
    public ShadowSpec? Shadow { get; set; }

    /// <summary>
    /// When the shadow is full: <c>Thaw</c> (default; breaks the freeze, never the initiator) or <c>RejectWrites</c>.
    /// </summary>
    [Default(ShadowFullAction.Thaw), OneOf(ShadowFullAction.Thaw, ShadowFullAction.RejectWrites)]
    public string? OnShadowFull { get; set; }

    /// <summary>Lifetime of a freeze that names none, as a duration such as <c>30m</c>. Default <c>1h</c>.</summary>
    [JsonPropertyName("defaultTTL"), Default(DefaultTtlValue), Length(1, 16), DurationFormat]
    public string? DefaultTtl { get; set; }

    /// <summary>
    /// Longest lifetime that may be asked for, as a duration. Default <c>24h</c>; not below the default lifetime (rule T6).
    /// </summary>
    [JsonPropertyName("maxTTL"), Default(MaxTtlValue), Length(1, 16), DurationFormat]
    public string? MaxTtl { get; set; }

    /// <summary>
    /// Namespaces that may freeze the target: at most 64 names, or <c>*</c> for all. Default empty: only the operator's own.
    /// </summary>
    [Items(0, 64), Length(1, 63), Pattern(Patterns.NamespaceOrAll, "a namespace name, or * for all")]
    public IReadOnlyList<string>? AllowedNamespaces { get; set; }

    /// <summary>Bytes per second that merging the shadow back may use. Default 0: unlimited.</summary>
    [Default(0L), Bounds(0, long.MaxValue)]
    public long? MergeRateBytes { get; set; }

    /// <summary>Address at which the frozen base is exported read-only. Default: none.</summary>
    public FreezeViewSpec? View { get; set; }
}
