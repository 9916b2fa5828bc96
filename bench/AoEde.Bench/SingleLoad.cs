using AoEde.Bench.Load;
using AoEde.Bench.Measuring;
using AoEde.Protocol;

namespace AoEde.Bench;

/// <summary>One load on a target that runs already: to check the generator against another, or to profile a target.</summary>
internal static class SingleLoad
{
    public static int Run(string link, ushort shelf, byte slot, LoadShape shape)
    {
        var local = LocalLink.Find(link);
        using var port = local.Open(receiveResponses: true);
        var target = TargetFinder.Find(port, local.Mac, new AoeAddress(shelf, slot));
        var counts = Sampler.OnGeneratorCpu(() => new Generator(port, [local.Mac], [target], shape).Run(() => { }, () => { }));
        Console.WriteLine(
            $"{counts.Operations / counts.Seconds / 1e3:F1} kIOPS, p50 {counts.P50:F1} µs, p99 {counts.P99:F1} µs, p99.9 {counts.P999:F1} µs, "
            + $"generator idle {counts.Idle:P0}, {counts.Retransmissions} retransmitted, {counts.Stale} stale, {counts.Lost} lost, {counts.Errors} refused, "
            + $"{counts.Verified} reads compared, {counts.Wrong} wrong");
        return counts.Lost + counts.Errors + counts.Wrong == 0 ? 0 : 1;
    }
}
