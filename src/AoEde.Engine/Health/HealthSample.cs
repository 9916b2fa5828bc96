namespace AoEde.Engine.Health;

/// <summary>What the engine has counted of one target at one moment, as <see cref="HealthJudge"/> needs it.</summary>
internal sealed record HealthSample
{
    /// <summary>The path of its device.</summary>
    public required string Device { get; init; }

    /// <summary>Errors of its device, by operation; each source starts from 0.</summary>
    public IReadOnlyList<Tally> DeviceErrors { get; init; } = [];

    /// <summary>Frames that the receive rings of its interfaces lost, by interface. A ring may be older than the target.</summary>
    public IReadOnlyList<Tally> RingDrops { get; init; } = [];

    /// <summary>Its shadow, while writes go there.</summary>
    public ShadowFill? Shadow { get; init; }

    /// <summary>Its merge, while there is one.</summary>
    public MergeProgress? Merge { get; init; }

    /// <summary>Interfaces it ought to be reached through and is not, by name.</summary>
    public IReadOnlyList<string> LinksDown { get; init; } = [];
}

/// <summary>A count that only grows.</summary>
/// <param name="Source">What counts; the same object, or an equal one, each time.</param>
/// <param name="Label">What is counted, in words for people.</param>
/// <param name="Count">How many so far.</param>
internal readonly record struct Tally(object Source, string Label, long Count);

/// <summary>How full a shadow is.</summary>
/// <param name="Path">Its file.</param>
/// <param name="UsedBytes">Bytes it holds.</param>
/// <param name="LimitBytes">Bytes it may hold.</param>
/// <param name="IsOutOfSpace">Whether its file system has no room left beyond its reserve.</param>
/// <param name="ThawsWhenFull">Whether the freeze breaks when it is full; otherwise writes fail.</param>
internal sealed record ShadowFill(string Path, long UsedBytes, long LimitBytes, bool IsOutOfSpace, bool ThawsWhenFull);

/// <summary>How far a merge has come.</summary>
/// <param name="Source">The freeze that is being merged.</param>
/// <param name="Path">The shadow's file.</param>
/// <param name="RemainingBytes">Bytes still to be copied.</param>
/// <param name="StalledBecause">What the last attempt failed with; null while none did.</param>
/// <param name="RateBytes">Bytes a second it may copy; 0 does not limit it.</param>
internal sealed record MergeProgress(object Source, string Path, long RemainingBytes, string? StalledBecause, long RateBytes);
