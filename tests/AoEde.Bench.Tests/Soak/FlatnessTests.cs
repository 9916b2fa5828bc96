using AoEde.Bench.Soak;

namespace AoEde.Bench.Tests.Soak;

public sealed class FlatnessTests
{
    [Fact]
    public void Problems_OfAnAgentThatGrewOnlyAtFirst_AreNone() =>
        Flatness.Problems(Samples(i => i < 3 ? 50_000_000 + (i * 10_000_000) : 80_000_000), collections: 0).ShouldBeEmpty();

    [Fact]
    public void Problems_OfMemoryThatGrows_SayHowMuch() =>
        Flatness.Problems(Samples(i => 50_000_000 + (i * 1_000_000)), collections: 0).ShouldBe(["memory grew from 54.0 to 60.0 MB"]);

    [Fact]
    public void Problems_OfHandlesCollectionsAndFailures_AreEachNamed()
    {
        var samples = Samples(_ => 1, handles: i => 30 + i, failures: i => i == 2 ? 3 : 0);

        Flatness.Problems(samples, collections: 2).ShouldBe(
            ["open files grew from 34 to 40", "2 collections of memory", "3 requests were lost, refused or answered wrongly"]);
    }

    [Fact]
    public void Throughput_ThatFalls_IsAShareOfTheFirst() =>
        Flatness.Throughput(Samples(_ => 1, iops: i => i < 9 ? 200_000 : 100_000)).ShouldBe(0.5);

    private static SoakSample[] Samples(Func<int, long> memory, Func<int, int>? handles = null, Func<int, long>? failures = null, Func<int, double>? iops = null) =>
        [.. Enumerable.Range(0, 12).Select(i => new SoakSample(i * 10, iops?.Invoke(i) ?? 1000, memory(i), handles?.Invoke(i) ?? 30, 20, failures?.Invoke(i) ?? 0))];
}
