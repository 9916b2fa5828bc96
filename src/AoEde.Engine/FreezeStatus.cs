using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>Where a target stands between frozen and thawed.</summary>
public enum FreezeState
{
    /// <summary>Writes go to the base.</summary>
    Thawed,

    /// <summary>Writes wait while those in flight are made stable.</summary>
    Freezing,

    /// <summary>The base is immutable; writes go to the shadow.</summary>
    Frozen,

    /// <summary>The shadow is being copied into the base, which is written again.</summary>
    Merging,
}

/// <summary>One hold that keeps a target frozen.</summary>
/// <param name="Id">The name it was asked for with.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="FrozenAt">The moment the target's content stands still at.</param>
/// <param name="ExpiresAt">When it ends unless it is renewed.</param>
/// <param name="Ttl">How long each renewal lasts.</param>
public sealed record HoldStatus(string Id, string Holder, DateTimeOffset FrozenAt, DateTimeOffset ExpiresAt, TimeSpan Ttl);

/// <summary>A target's freeze, at one moment.</summary>
public sealed record FreezeStatus
{
    /// <summary>A target that is not frozen.</summary>
    public static FreezeStatus None { get; } = new();

    /// <summary>Where it stands.</summary>
    public FreezeState State { get; init; }

    /// <summary>When it was frozen, or when merging began; null while thawed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the last hold ends; null while nobody holds it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The holds in force.</summary>
    public IReadOnlyList<HoldStatus> Holders { get; init; } = [];

    /// <summary>Bytes that the shadow holds.</summary>
    public long ShadowBytes { get; init; }

    /// <summary>Bytes that it may hold.</summary>
    public long LimitBytes { get; init; }

    /// <summary>Bytes still to be merged; 0 unless merging.</summary>
    public long MergeRemainingBytes { get; init; }

    /// <summary>Why the base did not stay untouched until its holders let go; null when it did.</summary>
    public string? BrokenBecause { get; init; }

    /// <summary>How often this target has been frozen; 0 before the first time.</summary>
    public long Sequence { get; init; }

    /// <summary>Where the frozen base can be read; null while it is nowhere.</summary>
    public AoeAddress? ViewAddress { get; init; }

    /// <summary>The shadow file; null while thawed.</summary>
    public string? ShadowPath { get; init; }
}

/// <summary>Bytes that were written since the target was frozen.</summary>
/// <param name="OffsetBytes">Offset within the target.</param>
/// <param name="Bytes">How many.</param>
public sealed record ChangedRange(long OffsetBytes, long Bytes);

/// <summary>How a hold ended.</summary>
public enum HoldEnd
{
    /// <summary>Its holder let go.</summary>
    Released,

    /// <summary>Its time ran out.</summary>
    Expired,

    /// <summary>The base could not be kept untouched any longer.</summary>
    Broken,
}

/// <summary>A hold on one target has ended. May be told again after a restart until merging is over.</summary>
public sealed class HoldEndedEventArgs(string target, HoldStatus hold, HoldEnd end, string message) : EventArgs
{
    /// <summary>The target.</summary>
    public string Target { get; } = target;

    /// <summary>The hold as it last was.</summary>
    public HoldStatus Hold { get; } = hold;

    /// <summary>How it ended. The base was untouched for the whole hold unless this is <see cref="HoldEnd.Broken"/>.</summary>
    public HoldEnd End { get; } = end;

    /// <summary>Why, for people.</summary>
    public string Message { get; } = message;
}
