namespace AoEde.Testing.Relays;

/// <summary>What a relay does to the frames of one direction, in percent of the frames; the same for the same seed.</summary>
public sealed record RelayFaults
{
    public int Seed { get; init; } = 1;

    /// <summary>Never delivered.</summary>
    public double LossPercent { get; init; }

    /// <summary>Delivered twice, one right behind the other.</summary>
    public double DuplicatePercent { get; init; }

    /// <summary>Held back until others have overtaken it.</summary>
    public double ReorderPercent { get; init; }

    /// <summary>How many others overtake it: from one to this.</summary>
    public int MostOvertakers { get; init; } = 8;

    /// <summary>Held back at most so long, if nobody comes to overtake it.</summary>
    public TimeSpan HoldAtMost { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Delivered, and once more later: an old duplicate.</summary>
    public double ReplayPercent { get; init; }

    public TimeSpan ReplayAfterAtLeast { get; init; } = TimeSpan.FromMilliseconds(2);

    public TimeSpan ReplayAfterAtMost { get; init; } = TimeSpan.FromSeconds(2);
}
