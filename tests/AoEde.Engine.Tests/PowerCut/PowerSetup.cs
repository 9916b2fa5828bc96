namespace AoEde.Engine.Tests.PowerCut;

/// <summary>What a history happens to.</summary>
internal sealed record PowerSetup
{
    public int Sectors { get; init; } = 12;

    /// <summary>Interfaces through which requests come.</summary>
    public int Lanes { get; init; } = 1;

    /// <summary>Whether writes are acknowledged before they are stable.</summary>
    public bool WriteBehind { get; init; }

    /// <summary>Whether the base is a device, each completed write of which is stable.</summary>
    public bool IsDevice { get; init; }

    /// <summary>Requests that a lane has room for.</summary>
    public int Requests { get; init; } = 16;

    /// <summary>States to check at one moment at most.</summary>
    public int MostStates { get; init; } = 512;

    /// <summary>Whether writes go where a merging target's go before its header says so: a defect.</summary>
    public bool ThawsEarly { get; init; }

    /// <summary>Whether the headers of a merging shadow are not written: a defect.</summary>
    public bool ForgetsTheCursor { get; init; }

    /// <summary>Syncs that make nothing stable: a defect.</summary>
    public Func<PowerBench, PowerFile, PendingSync, bool>? Ignores { get; init; }
}
