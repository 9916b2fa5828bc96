using System.Diagnostics;
using AoEde.Bench.Contenders;
using AoEde.Bench.Load;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Soak;

/// <summary>An agent at full load for a long time: random reads and writes of 4 KiB, 70 to 30, at a depth of 16, in memory.</summary>
internal static class FullLoad
{
    private const string Socket = "metrics.sock";
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    /// <summary>Loads an agent and tells what it needs meanwhile.</summary>
    /// <param name="agent">The program.</param>
    /// <param name="duration">For how long; a minute at least.</param>
    /// <param name="output">Told once a minute, and in the end.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>Whether nothing grew and nothing failed.</returns>
    public static bool Run(string agent, TimeSpan duration, TextWriter output, CancellationToken stop)
    {
        using var network = new BenchNetwork();
        using var station = new Station(new AoedeContender(agent, Socket), Scene.Tmpfs, network, mtu: 9000);
        var socket = Path.Combine(station.Folder, Socket);
        var began = Stopwatch.GetTimestamp();
        var samples = new List<SoakSample>();
        long collections = -1;
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            stop.ThrowIfCancellationRequested();
            var shape = new LoadShape { Sectors = 8, ReadPercent = 70, Duration = Slice, Seed = samples.Count + 1 };
            var counts = Sampler.OnGeneratorCpu(() => new Generator(station.Port, [station.Mac], station.Targets, shape).Run(() => { }, () => { }));
            // Beyond start: by then the agent has settled, and has been asked for its metrics once.
            if (collections < 0)
                collections = AgentNeeds.Collections(socket);
            samples.Add(AgentNeeds.Look(
                station.ProcessId, Stopwatch.GetElapsedTime(began).TotalSeconds, counts.Operations / counts.Seconds, counts.Lost + counts.Errors + counts.Wrong));
            if (samples.Count % 6 == 1)
                Tell(samples[^1], output);
        }

        collections = AgentNeeds.Collections(socket) - collections;
        Tell(samples[^1], output);
        output.WriteLine($"throughput of the last third to the first, after a quarter: {Flatness.Throughput(samples):F3}; {collections} collections of memory");
        var problems = Flatness.Problems(samples, collections);
        foreach (var problem in problems)
            output.WriteLine($"not flat: {problem}");
        if (problems.Count == 0)
            output.WriteLine($"{duration.TotalMinutes:F0} minutes at full load: memory and open files flat, nothing lost");
        return problems.Count == 0;
    }

    private static void Tell(SoakSample sample, TextWriter output) => output.WriteLine(
        $"{sample.Seconds,6:F0} s  {sample.Iops / 1e3,6:F1} kIOPS  {sample.ResidentBytes / 1e6,6:F1} MB  {sample.Handles} files  {sample.Threads} threads");
}
