namespace AoEde.Kube.Extensions;

/// <summary>How long leadership lasts. <see cref="LeaseDuration"/> &gt; <see cref="RenewDeadline"/> &gt; <see cref="RetryPeriod"/>.</summary>
public sealed record LeaseElectorOptions
{
    /// <summary>How long others wait after the last renewal that they saw before they take over.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader tries to renew before it stops leading. What is left of the lease is the time its workers have to end.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is tried.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether the lease is given back at the end, so that another need not wait for it to run out.</summary>
    public bool ReleaseOnCancel { get; init; } = true;
}
