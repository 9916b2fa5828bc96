using AoEde.Bench.Measuring;

namespace AoEde.Bench.Tests.Measuring;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(new double[] { }, 0)]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 9, 1, 5 }, 5)]
    [InlineData(new double[] { 9, 1, 5, 6 }, 5.5)]
    public void Median_OfValuesInAnyOrder_IsTheMiddle(double[] values, double median) =>
        Statistics.Median(values).ShouldBe(median);

    [Fact]
    public void Spread_OfValues_IsAShareOfTheirMedian() =>
        Statistics.Spread([90, 100, 120]).ShouldBe(0.3, 1e-9);

    [Fact]
    public void Ratio_ToNothing_IsNothing() => Statistics.Ratio(5, 0).ShouldBe(0);

    [Fact]
    public void ProcessTimes_LineOfTheKernel_IsInSeconds() =>
        ProcessTimes.Parse("1500000000 250000000 42\n").ShouldBe(new ProcessTimes(1.5, 0.25));
}
