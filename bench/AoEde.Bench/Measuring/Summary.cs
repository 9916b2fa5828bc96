namespace AoEde.Bench.Measuring;

/// <summary>The medians of one contender's rounds in one row.</summary>
internal sealed record Summary
{
    // Beyond these a figure says more about the machine's other work than about the contender.
    private const double MostDisturbance = 0.10;
    private const double MostSpread = 0.15;
    private const int FewestClean = 3;

    public required double Iops { get; init; }

    public required double P50 { get; init; }

    public required double P99 { get; init; }

    public required double P999 { get; init; }

    public required double CpuMicroseconds { get; init; }

    public required double Fairness { get; init; }

    public required double GeneratorIdle { get; init; }

    /// <summary>Largest less smallest rate, as a share of the median.</summary>
    public required double Spread { get; init; }

    /// <summary>Rounds that count: those that nothing else disturbed, if there are three of them, else all.</summary>
    public required int Rounds { get; init; }

    public required bool IsDisturbed { get; init; }

    public required long Retransmissions { get; init; }

    public required long Failures { get; init; }

    /// <summary>Whether the rounds that count lie further apart than a median can answer for.</summary>
    public bool IsDrifting => Spread > MostSpread;

    public static Summary Of(IReadOnlyList<Sample> samples)
    {
        var clean = samples.Where(sample => sample.Disturbance <= MostDisturbance).ToList();
        var isDisturbed = clean.Count < Math.Min(FewestClean, samples.Count);
        var counting = isDisturbed ? samples : clean;
        return new Summary
        {
            Iops = Statistics.Median(counting.Select(s => s.Iops)),
            P50 = Statistics.Median(counting.Select(s => s.P50)),
            P99 = Statistics.Median(counting.Select(s => s.P99)),
            P999 = Statistics.Median(counting.Select(s => s.P999)),
            CpuMicroseconds = Statistics.Median(counting.Select(s => s.CpuMicroseconds)),
            Fairness = Statistics.Median(counting.Select(s => s.Fairness)),
            GeneratorIdle = Statistics.Median(counting.Select(s => s.GeneratorIdle)),
            Spread = Statistics.Spread([.. counting.Select(s => s.Iops)]),
            Rounds = counting.Count,
            IsDisturbed = isDisturbed,
            Retransmissions = samples.Sum(s => s.Retransmissions),
            Failures = samples.Sum(s => s.Failures),
        };
    }
}
