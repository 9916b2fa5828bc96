using System.Diagnostics;
using AoEde.Engine.Telemetry;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Engine.Tests.Telemetry;

/// <summary>Durations in buckets that double from 16 µs.</summary>
public sealed class LatencyHistogramTests
{
    private const int Buckets = LatencyHistogram.BoundedBuckets;

    [Fact]
    public void Bounds_FromFirstToLast_Double()
    {
        LatencyHistogram.UpperBoundSeconds(0).ShouldBe(16e-6, 1e-12);
        for (int b = 1; b < Buckets; b++)
            LatencyHistogram.UpperBoundSeconds(b).ShouldBe(2 * LatencyHistogram.UpperBoundSeconds(b - 1), 1e-9);
        LatencyHistogram.UpperBoundSeconds(Buckets - 1).ShouldBe(8.388608, 1e-9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(15, 0)]
    [InlineData(16, 0)]
    [InlineData(17, 1)]
    [InlineData(31, 1)]
    [InlineData(32, 1)]
    [InlineData(33, 2)]
    [InlineData(1000, 6)]
    [InlineData(8_388_607, 19)]
    [InlineData(8_388_608, 19)]
    [InlineData(8_388_609, 20)]
    [InlineData(3_600_000_000, 20)]
    public void Record_AKnownDuration_CountsInItsBucket(long microseconds, int bucket)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(Ticks(microseconds));

        Counts(histogram).ShouldBe(Enumerable.Range(0, Buckets + 1).Select(b => b == bucket ? 1L : 0L));
    }

    [Fact]
    public void Record_BackwardsClock_CountsAsNothing()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(-5);

        histogram[0].ShouldBe(1);
        histogram.TotalSeconds.ShouldBe(0);
    }

    [Fact]
    public void Record_AnyDurations_TakeAtMostTheirBoundAndSumUp() =>
        Prop.ForAll(Gen.Choose(1, 50).SelectMany(n => Duration.ArrayOf(n)).ToArbitrary(), durations =>
        {
            var histogram = new LatencyHistogram();
            foreach (long d in durations)
                histogram.Record(Ticks(d));
            Counts(histogram).Sum().ShouldBe(durations.Length);
            histogram.TotalSeconds.ShouldBe(durations.Sum() / 1e6, 1e-6 * durations.Length);
            long below = 0;
            for (int b = 0; b < Buckets; b++)
            {
                below += histogram[b];
                below.ShouldBe(durations.Count(d => d <= 16L << b));
            }
        }).QuickCheckThrowOnFailure();

    private static Gen<long> Duration => Gen.OneOf(
        Gen.Choose(0, 100).Select(d => (long)d), Gen.Choose(0, 100_000).Select(d => (long)d), Gen.Choose(0, 20_000_000).Select(d => (long)d));

    private static long Ticks(long microseconds) => microseconds * (Stopwatch.Frequency / 1_000_000);

    private static long[] Counts(LatencyHistogram histogram) => [.. Enumerable.Range(0, Buckets + 1).Select(b => histogram[b])];
}
