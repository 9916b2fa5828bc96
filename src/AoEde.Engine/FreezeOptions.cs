using AoEde.Protocol;

namespace AoEde.Engine;

/// <summary>What happens to a write that no longer fits the shadow of a frozen target.</summary>
public enum ShadowFullPolicy
{
    /// <summary>The freeze is broken and the target thaws: the initiator notices nothing, the backup is told.</summary>
    Thaw,

    /// <summary>The write fails with an ATA error: the freeze holds, the initiator is told.</summary>
    RejectWrites,
}

/// <summary>How a target may be frozen: its base immutable, its writes kept in a shadow until it thaws.</summary>
public sealed record FreezeOptions
{
    /// <summary>Whether a freeze may begin. A shadow that is found at start is always honoured.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Path of the shadow file itself; null makes one in <see cref="ShadowDirectory"/>.</summary>
    public string? ShadowFile { get; init; }

    /// <summary>Folder for the shadow, on a local file system with sparse files; null takes the host's state directory.</summary>
    public string? ShadowDirectory { get; init; }

    /// <summary>Bytes that the shadow may take at most.</summary>
    public long LimitBytes { get; init; } = 10L << 30;

    /// <summary>Percent of the shadow's file system that stay free.</summary>
    public int ReservePercent { get; init; } = 10;

    /// <summary>What a write gets that does not fit.</summary>
    public ShadowFullPolicy OnShadowFull { get; init; }

    /// <summary>How long a hold lasts when its request does not say.</summary>
    public TimeSpan DefaultTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a hold may last without being renewed.</summary>
    public TimeSpan MaxTtl { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes a second that merging may move; 0 does not limit it.</summary>
    public long MergeRateBytes { get; init; }

    /// <summary>Where the frozen base is exported for reading; null exports it nowhere.</summary>
    public FreezeViewOptions? View { get; init; }

    /// <summary>Whether <paramref name="other"/> says the same, lists compared by content.</summary>
    /// <param name="other">The options to compare with.</param>
    public bool SameAs(FreezeOptions other)
    {
        if (View is null || other.View is null)
            return this == other;
        return View.Interfaces.SequenceEqual(other.View.Interfaces)
            && this == other with { View = other.View with { Interfaces = View.Interfaces } };
    }
}

/// <summary>The second, read-only address of a frozen target.</summary>
public sealed record FreezeViewOptions
{
    /// <summary>The shelf and slot it answers at.</summary>
    public required AoeAddress Address { get; init; }

    /// <summary>Interface names or globs; empty takes those of the target.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];
}
