namespace AoEde.Engine;

/// <summary>Asks that targets be held frozen at one moment.</summary>
public sealed record FreezeRequest
{
    /// <summary>Names the hold, for renewing and releasing it; unique in the process.</summary>
    public required string Id { get; init; }

    /// <summary>The targets, all of this process; frozen at one barrier.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Who holds it, for people.</summary>
    public string Holder { get; init; } = "unnamed";

    /// <summary>How long it lasts without being renewed; null takes each target's default. Never more than its maximum.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>Share a freeze that is in force, with its earlier moment; otherwise a frozen target refuses.</summary>
    public bool JoinExisting { get; init; }
}
