using System.Diagnostics;
using AoEde.Testing.Load;

namespace AoEde.Bench.Tests.Load;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0.5, 500)]
    [InlineData(0.99, 990)]
    [InlineData(0.999, 999)]
    [InlineData(1, 1000)]
    public void Microseconds_OfAThousandEvenlySpread_AreWithinThreePercentAbove(double share, double microseconds)
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1000; i++)
            histogram.Record(Ticks(i));

        histogram.Microseconds(share).ShouldBeInRange(microseconds, microseconds * 1.033);
    }

    [Fact]
    public void Microseconds_OfOneOutlierInAThousand_ShowsItOnlyBeyondItsShare()
    {
        var histogram = new LatencyHistogram();
        for (var i = 0; i < 999; i++)
            histogram.Record(Ticks(10));
        histogram.Record(Ticks(50_000));

        histogram.Microseconds(0.999).ShouldBe(10, 0.4);
        histogram.Microseconds(1).ShouldBe(50_000, 1_650);
    }

    [Fact]
    public void Microseconds_OfNothing_AreZero() => new LatencyHistogram().Microseconds(0.5).ShouldBe(0);

    private static long Ticks(double microseconds) => (long)(microseconds * Stopwatch.Frequency / 1e6);
}
