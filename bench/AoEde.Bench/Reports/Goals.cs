using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Measuring;

namespace AoEde.Bench.Reports;

/// <summary>The targets, and which are reached.</summary>
internal static class Goals
{
    private const double MostIdlePercent = 0.5;

    public static IReadOnlyList<Goal> Of(BenchResult result)
    {
        Comparison Rate(Func<Row, bool> rows, string with) => Compare(result, rows, with, s => s.Iops);
        var limit = Rate(IsCached, Contender.Limit);
        var vblade = Rate(_ => true, Contender.Vblade);
        return
        [
            limit.MedianAtLeast("rate in memory and page cache, to the limit", 0.80),
            limit.AtLeast("rate in memory and page cache, to the limit", 0.60),
            Rate(row => IsCached(row) && row.Sequential, Contender.Limit).AtLeast("sequential rate, to the limit", 0.90),
            .. External(result).SelectMany(name => AgainstPrototype(result, name)),
            vblade.AtLeast("rate, to vblade", 1.5),
            vblade.MedianAtLeast("rate, to vblade", 2.0),
            Rate(row => row is { Scene: Scene.Direct, Sequential: false, Depth: 16 }, Contender.Vblade).AtLeast("O_DIRECT, random, depth 16, to vblade -d", 3.0),
            Rate(row => row is { Scene: Scene.Ext4, ReadPercent: 0, Depth: 16 }, Contender.Vblade).AtLeast("durable writes on ext4, depth 16, to vblade -s", 3.0),
            Compare(result, row => IsMemory(row) && row.Depth == 16, Contender.Limit, s => s.P99).AtMost("p99 at depth 16, to the limit's", 1.5),
            Rate(row => row.Scene == Scene.Targets, LaneSet.Plain).AtLeast("rate of 256 targets, to one", 0.95),
            Fairness(result),
            Rate(row => row is { Scene: Scene.Frozen, IsRead: true }, LaneSet.Plain).AtLeast("reads of a frozen target, to one that is not", 0.85),
            Rate(row => row is { Scene: Scene.Frozen, IsRead: false }, LaneSet.Plain).AtLeast("writes to a frozen target, to one that is not", 0.70),
            Rate(row => row.Scene == Scene.Merging, LaneSet.Plain).AtLeast("rate while a shadow is merged, to one without", 0.70),
            Idle(result),
            Compare(result, row => IsMemory(row) && row.Depth == 1, Contender.Limit, s => s.P50).AtMost("round trip at depth 1, to the limit's", 1.3),
        ];
    }

    private static IEnumerable<Goal> AgainstPrototype(BenchResult result, string name)
    {
        var rate = Compare(result, IsCached, name, s => s.Iops);
        return
        [
            rate.MedianAtLeast($"rate in memory and page cache, to {name}", 1.0),
            rate.AtLeast($"rate in memory and page cache, to {name}", 0.9),
            Compare(result, row => IsCached(row) && row.Depth == 16, name, s => s.CpuMicroseconds).AtMost($"CPU for each request at depth 16, to {name}", 1.0),
        ];
    }

    private static Goal Fairness(BenchResult result)
    {
        var rows = result.Rows.Where(row => row.Row.Initiators > 1 && row.Of(Contender.Aoede) is not null);
        return new Comparison([.. rows.Select(row => (row.Name, row.Of(Contender.Aoede)!.Fairness))])
            .AtLeast("the least served of 8 initiators, to the best", 0.90);
    }

    private static Goal Idle(BenchResult result) => new(
        "CPU of an idle agent with 256 targets", $"< {MostIdlePercent} %",
        result.IdleCpuPercent is { } percent ? $"{percent:F2} %" : "", result.IdleCpuPercent < MostIdlePercent ? true : result.IdleCpuPercent is null ? null : false);

    private static Comparison Compare(BenchResult result, Func<Row, bool> rows, string with, Func<Summary, double> figure) =>
        Comparison.Of(result.Rows.Where(row => rows(row.Row)), Contender.Aoede, with, figure);

    private static IEnumerable<string> External(BenchResult result) =>
        result.Rows.SelectMany(row => row.Lanes).Select(lane => lane.Contender).Distinct()
            .Except([Contender.Limit, Contender.Aoede, Contender.Vblade, LaneSet.Plain]);

    private static bool IsMemory(Row row) => row is { Scene: Scene.Tmpfs, Initiators: 1 };

    private static bool IsCached(Row row) =>
        row.Initiators == 1 && (row.Scene is Scene.Tmpfs or Scene.WriteBehind || row is { Scene: Scene.Ext4, IsRead: true });
}
