namespace AoEde.Operator.Nodes;

/// <summary>How long an agent may be silent.</summary>
internal sealed record HeartbeatTimes
{
    /// <summary>An agent whose lease did not change for so long is lost. Default 40 s: four renewals.</summary>
    public TimeSpan Stale { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The most that one silence of the API server counts. Default 5 s: the leader's own lease changes every 2 s, so a longer one means that
    /// the server or the way to it was away.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked whether somebody became stale. Default 1 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);
}
