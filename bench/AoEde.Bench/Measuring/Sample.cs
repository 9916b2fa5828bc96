namespace AoEde.Bench.Measuring;

/// <summary>One round of one contender in one row.</summary>
internal sealed record Sample
{
    public required double Iops { get; init; }

    public required double P50 { get; init; }

    public required double P99 { get; init; }

    public required double P999 { get; init; }

    /// <summary>CPU time of the contender for each request, in µs. Interrupts on its CPU count with it.</summary>
    public required double CpuMicroseconds { get; init; }

    /// <summary>The least served initiator's share of the best served one's.</summary>
    public double Fairness { get; init; } = 1;

    /// <summary>Share of the time in which the generator had nothing to do but look: little means that it was the limit.</summary>
    public double GeneratorIdle { get; init; }

    /// <summary>Share of the time in which generator or contender were ready to run but something else ran.</summary>
    public double Disturbance { get; init; }

    public long Retransmissions { get; init; }

    /// <summary>Requests that were refused, given up, or answered with the wrong data.</summary>
    public long Failures { get; init; }
}
