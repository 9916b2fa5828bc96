namespace AoEde.Bench.Load;

/// <summary>What the generator asks, and how long.</summary>
internal sealed record LoadShape
{
    /// <summary>Sectors of each request.</summary>
    public required int Sectors { get; init; }

    /// <summary>Requests that each initiator has on the way.</summary>
    public int Depth { get; init; } = 16;

    public int ReadPercent { get; init; } = 100;

    public bool Sequential { get; init; }

    /// <summary>Stations with a MAC address each, behind one interface.</summary>
    public int Initiators { get; init; } = 1;

    /// <summary>Sectors at the beginning of each target that are used.</summary>
    public long WorkingSectors { get; init; } = long.MaxValue;

    /// <summary>Writes carry stamps, reads are compared with them, and in the end everything is read back.</summary>
    public bool Verify { get; init; }

    /// <summary>Before anything is counted.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(0.2);

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Before a request is sent again, doubled each time.</summary>
    public TimeSpan RetransmitAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    public int Seed { get; init; } = 1;
}
