using System.Text.Json.Serialization;
using AoEde.Api.Choices;
using AoEde.Api.Schema;

namespace AoEde.Api;

/// <summary>
/// What a freeze holds, for whom and how long. Only <see cref="Ttl"/>, <see cref="RenewTime"/> and <see cref="Release"/> may change.
/// </summary>
public sealed record AoEFreezeSpec
{
    /// <summary>Default of <see cref="Holder"/>.</summary>
    public const string UnnamedHolder = "unnamed";

    /// <summary>
    /// Names of 1 to 16 targets, of at most 52 characters each, all of one node: they are frozen at one moment. Required; cannot
    /// change (F1).
    /// </summary>
    [Required("name at least one target: [disk11]"), Items(1, 16), Length(1, 52)]
    [Pattern(Patterns.DnsSubdomain, "the name of a target such as disk11")]
    public IReadOnlyList<string> Targets { get; set => field = value ?? []; } = [];

    /// <summary>
    /// How long the freeze lasts without being renewed, as a duration such as <c>30m</c>. Default: the target's <c>defaultTTL</c>;
    /// never more than its <c>maxTTL</c>.
    /// </summary>
    [Length(1, 16), DurationFormat]
    public string? Ttl { get; set; }

    /// <summary>Heartbeat of the holder: a change of it lets the freeze last for its lifetime from then on.</summary>
    [Length(1, 40), TimestampFormat]
    public string? RenewTime { get; set; }

    /// <summary>Who wants it, for people: one line of at most 128 characters. Default <c>unnamed</c>; cannot change (F2).</summary>
    [Default(UnnamedHolder), Length(1, 128), Pattern(Patterns.OneLine, "one line of text")]
    public string Holder { get; set => field = value ?? UnnamedHolder; } = UnnamedHolder;

    /// <summary>The job or pod that wants it: when it has finished or is gone, the targets thaw. Default: none; cannot change (F5).</summary>
    public HolderReference? HolderRef { get; set; }

    /// <summary>Set it to thaw and keep the record. Default false; cannot be unset (F3).</summary>
    [Default(false)]
    public bool Release { get; set; }

    /// <summary>
    /// <c>Never</c> (default): a target that is frozen already refuses. <c>Existing</c>: share the freeze in force, whose earlier moment
    /// is reported. Cannot change (F4).
    /// </summary>
    [Default(JoinPolicy.Never), OneOf(JoinPolicy.Never, JoinPolicy.Existing)]
    public string Join { get; set => field = value ?? JoinPolicy.Never; } = JoinPolicy.Never;

    /// <summary>How long the record is kept after the end, as a duration. Default <c>24h</c>; cannot change (F6).</summary>
    [JsonPropertyName("historyTTL"), Default("24h"), Length(1, 16), DurationFormat]
    public string HistoryTtl { get; set => field = value ?? "24h"; } = "24h";
}
