using AoEde.Bench.Contenders;
using AoEde.Bench.Load;
using AoEde.Bench.Matrix;
using AoEde.Native.Threads;
using AoEde.Protocol;
using AoEde.Testing.Host;

namespace AoEde.Bench.Measuring;

/// <summary>Takes one round of one contender, with the generator on its own CPU.</summary>
internal static class Sampler
{
    // In seconds: what is merged takes longer than this, or the figure would be of something else.
    private const double LongestMerge = 0.4;
    private static readonly int[] Exercises = [100, 0];

    public static Sample Take(Station station, Row row, BenchOptions options, int seed)
    {
        station.Wake();
        try
        {
            return OnGeneratorCpu(() => Measure(station, row, options, seed));
        }
        finally
        {
            station.Rest();
        }
    }

    /// <summary>Lets a station that has just started settle: a runtime that compiles what is hot does so within its first second of work.</summary>
    public static void Exercise(Station station, Row row)
    {
        foreach (var reads in Exercises)
        {
            var shape = (row with { ReadPercent = reads }).Shape(TimeSpan.Zero, TimeSpan.FromSeconds(0.7), seed: 99);
            OnGeneratorCpu(() => new Generator(station.Port, Initiators(station, shape.Initiators), station.Targets, shape).Run(() => { }, () => { }));
        }
    }

    /// <summary>Runs on a thread of its own, bound to the generator's CPU.</summary>
    public static T OnGeneratorCpu<T>(Func<T> work) => DedicatedThread.Run(
        () =>
        {
            ThreadPlacement.SetName("generator");
            ThreadPlacement.PinCurrentThread(BenchNetwork.GeneratorCpu);
        },
        work);

    private static Sample Measure(Station station, Row row, BenchOptions options, int seed)
    {
        var shape = row.Shape(options.WarmUp, options.Duration, seed);
        if (row.Scene == Scene.Merging)
            shape = shape with { Duration = TimeSpan.FromSeconds(Math.Min(shape.Duration.TotalSeconds, LongestMerge)) };
        if (station.Scene == Scene.Merging)
            PrepareMerge(station, shape);
        ProcessTimes targetBegins = default, targetEnds = default, generatorBegins = default, generatorEnds = default;
        var counts = new Generator(station.Port, Initiators(station, shape.Initiators), station.Targets, shape).Run(
            () => (targetBegins, generatorBegins) = (ProcessTimes.Of(station.ProcessId), ProcessTimes.OfThisThread()),
            () => (targetEnds, generatorEnds) = (ProcessTimes.Of(station.ProcessId), ProcessTimes.OfThisThread()));
        var failures = counts.Lost + counts.Errors + counts.Wrong;
        if (station.Scene == Scene.Merging)
        {
            if (station.Freezer!.IsMerged)
                throw new BenchException("the merge ended before the round did: its figure would be of something else");
            station.Freezer.AwaitMerged();
        }

        var target = targetEnds - targetBegins;
        var generator = generatorEnds - generatorBegins;
        return new Sample
        {
            Iops = counts.Operations / counts.Seconds,
            P50 = counts.P50,
            P99 = counts.P99,
            P999 = counts.P999,
            CpuMicroseconds = Statistics.Ratio(target.Running * 1e6, counts.Operations),
            Fairness = counts.Fairness,
            GeneratorIdle = counts.Idle,
            Disturbance = Math.Max(target.Waiting, generator.Waiting) / counts.Seconds,
            Retransmissions = counts.Retransmissions,
            Failures = failures,
        };
    }

    private static void PrepareMerge(Station station, LoadShape shape)
    {
        station.Freezer!.Freeze();
        new Generator(station.Port, Initiators(station, 1), station.Targets, shape with { Sectors = 16, Initiators = 1, Depth = 32 }).Fill();
        station.Freezer.Thaw();
    }

    // The first one is the interface itself; the others are made up, and their answers pass by it all the same.
    private static IReadOnlyList<MacAddress> Initiators(Station station, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i == 0 ? station.Mac : new MacAddress(0x02AE_0000_0000UL + (ulong)i))];
}
