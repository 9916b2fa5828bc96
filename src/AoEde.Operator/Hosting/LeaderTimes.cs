namespace AoEde.Operator.Hosting;

/// <summary>How long leadership lasts: another replica leads at the latest <see cref="Lease"/> and <see cref="Retry"/> after one was killed.</summary>
internal sealed record LeaderTimes
{
    /// <summary>How long others wait after the last renewal that they saw.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it stops.</summary>
    public TimeSpan Renew { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is tried.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);
}
