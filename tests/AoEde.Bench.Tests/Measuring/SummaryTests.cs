using AoEde.Bench.Measuring;

namespace AoEde.Bench.Tests.Measuring;

public sealed class SummaryTests
{
    [Fact]
    public void Summary_OfDisturbedRoundsAmongEnoughClean_LeavesThemOut()
    {
        var summary = Summary.Of([Round(100), Round(101), Round(102), Round(20, disturbance: 0.5), Round(10, disturbance: 0.11)]);

        summary.Iops.ShouldBe(101);
        summary.Rounds.ShouldBe(3);
        summary.IsDisturbed.ShouldBeFalse();
        summary.IsDrifting.ShouldBeFalse();
    }

    [Fact]
    public void Summary_OfTooFewCleanRounds_TakesAllAndSaysSo()
    {
        var summary = Summary.Of([Round(100), Round(101), Round(60, disturbance: 0.5), Round(50, disturbance: 0.2), Round(40, disturbance: 0.9)]);

        summary.Iops.ShouldBe(60);
        summary.Rounds.ShouldBe(5);
        summary.IsDisturbed.ShouldBeTrue();
    }

    [Theory]
    [InlineData(100, 107, 114, false)]
    [InlineData(100, 108, 117, true)]
    public void Summary_OfRoundsApart_DriftsBeyondFifteenPercentOfTheMedian(double a, double b, double c, bool drifts) =>
        Summary.Of([Round(a), Round(b), Round(c)]).IsDrifting.ShouldBe(drifts);

    [Fact]
    public void Summary_OfFailuresInADisturbedRound_StillHasThem()
    {
        var bad = Round(50, disturbance: 0.9) with { Failures = 2, Retransmissions = 3 };

        var summary = Summary.Of([Round(1), Round(1), Round(1), bad]);

        summary.Failures.ShouldBe(2);
        summary.Retransmissions.ShouldBe(3);
    }

    private static Sample Round(double iops, double disturbance = 0) =>
        new() { Iops = iops, P50 = 1, P99 = 1, P999 = 1, CpuMicroseconds = 1, Disturbance = disturbance };
}
