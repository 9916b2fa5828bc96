namespace AoEde.FreezeHost;

/// <summary>One target of the program, as a test writes it.</summary>
public sealed record TargetSetup
{
    public required string Name { get; init; }

    public required string Address { get; init; }

    public required string Path { get; init; }

    public required string Interface { get; init; }

    public bool IsDevice { get; init; }

    public bool Direct { get; init; }

    public string Engine { get; init; } = "Auto";

    public bool WriteBehind { get; init; }

    public long LimitBytes { get; init; } = 1L << 30;

    public int ReservePercent { get; init; }

    public bool RejectWhenFull { get; init; }

    public long MergeRateBytes { get; init; }

    public string? ShadowDirectory { get; init; }

    public string? ViewAddress { get; init; }

    public double MaxTtlSeconds { get; init; } = 3600;
}

/// <summary>What the program serves, and where it ends itself.</summary>
public sealed record HostSetup
{
    public required string StateDirectory { get; init; }

    public required IReadOnlyList<TargetSetup> Targets { get; init; }

    /// <summary>The step of a freeze at which it kills itself; null never.</summary>
    public string? CrashAt { get; init; }

    /// <summary>How often that step is passed before.</summary>
    public int CrashAfter { get; init; }

    /// <summary>How far its wall clock is off, in seconds.</summary>
    public double ClockOffsetSeconds { get; init; }
}
