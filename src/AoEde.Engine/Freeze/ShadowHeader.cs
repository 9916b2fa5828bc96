namespace AoEde.Engine.Freeze;

/// <summary>
/// What a shadow file says about itself; stored as JSON under these names (docs/reference/shadow-format.md). Immutable: a change is a
/// new one, in force once it is stored.
/// <list type="table">
/// <item><term>Identity</term><description>ShadowId, TargetUid, BaseSectors, BaseOffsetBytes never change.</description></item>
/// <item><term>State</term><description>Goes from Frozen to Merging, never back; the file's end is the next state.</description></item>
/// <item><term>MergedUpToSector</term><description>Only grows, and only while Merging. All below it is stable in the base.</description></item>
/// <item><term>JournalStableUpTo</term><description>Only grows. All of the journal below it was stable when this header was written.</description></item>
/// </list>
/// </summary>
internal sealed record ShadowHeader
{
    /// <summary>Random; every journal page repeats it, so that only who can read the file can make one.</summary>
    public required Guid ShadowId { get; init; }

    /// <summary>Identity of the target whose writes these are.</summary>
    public required Guid TargetUid { get; init; }

    /// <summary>Its name, for people.</summary>
    public required string TargetName { get; init; }

    /// <summary>Resolved path of the base, for people.</summary>
    public required string Backing { get; init; }

    /// <summary>Sectors of the target when it was frozen.</summary>
    public required long BaseSectors { get; init; }

    /// <summary>Where the target begins in its base, in bytes.</summary>
    public required long BaseOffsetBytes { get; init; }

    /// <summary>How often the target has been frozen, this time included.</summary>
    public required long FreezeSequence { get; init; }

    /// <summary>Where it stands.</summary>
    public required ShadowState State { get; init; }

    /// <summary>Why the base did not stay untouched until its holders let go; null when it did. Cut to 1,000 characters when stored.</summary>
    public string? BrokenBecause { get; init; }

    /// <summary>The moment the base stands still at.</summary>
    public required DateTimeOffset FrozenAt { get; init; }

    /// <summary>When <see cref="State"/> was entered.</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>When this header was written, by the wall clock: what deadlines are measured from after a restart.</summary>
    public required DateTimeOffset WrittenAt { get; init; }

    /// <summary>The sector below which everything is in the base; 0 while frozen.</summary>
    public required long MergedUpToSector { get; init; }

    /// <summary>Bytes that shadow and journal may take.</summary>
    public required long LimitBytes { get; init; }

    /// <summary>Offset in the file below which the journal is whole. Filled in by <see cref="ShadowFile"/>, whatever the caller says.</summary>
    public long JournalStableUpTo { get; init; }

    /// <summary>Who holds the target frozen.</summary>
    public required IReadOnlyList<HoldStatus> Holds { get; init; }
}
