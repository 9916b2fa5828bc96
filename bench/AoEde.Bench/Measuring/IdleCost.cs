using AoEde.Bench.Contenders;

namespace AoEde.Bench.Measuring;

/// <summary>What an agent with 256 targets costs when nobody asks.</summary>
internal static class IdleCost
{
    // What is called for each target once a minute is compiled again after its thirtieth call, and once more after as many of those: half a
    // second of work two minutes after the start, and no more after that.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(180);

    /// <summary>In percent of one CPU.</summary>
    public static double Measure(Contender aoede, TimeSpan duration, CancellationToken stop)
    {
        using var network = new BenchNetwork();
        using var station = new Station(aoede, Scene.Targets, network, mtu: 1500);
        stop.WaitHandle.WaitOne(Settling);
        var before = ProcessTimes.Of(station.ProcessId);
        stop.WaitHandle.WaitOne(duration);
        stop.ThrowIfCancellationRequested();
        return (ProcessTimes.Of(station.ProcessId) - before).Running / duration.TotalSeconds * 100;
    }
}
