using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Measuring;
using AoEde.Bench.Reports;

namespace AoEde.Bench.Tests.Reports;

/// <summary>A small result with a row of every kind.</summary>
internal static class SampleResult
{
    public static BenchResult Of(double aoede = 160_000, double frozen = 120_000) => new()
    {
        Machine = new Machine("A Processor", 2, 24, "6.18", "10.0.1", 0.3),
        Rounds = 3,
        Seconds = 1,
        IdleCpuPercent = 0.12,
        Rows =
        [
            Row(
                new Row(Scene.Tmpfs, 4096, 100, Sequential: false, 16),
                Lane(Contender.Limit, 200_000), Lane(Contender.Aoede, aoede), Lane(Contender.Vblade, 80_000), Lane("C <prototype>", 150_000)),
            Row(
                new Row(Scene.Direct, 4096, 100, Sequential: false, 16),
                Lane(Contender.Limit, 200_000), Lane(Contender.Aoede, 20_000, spread: 5_000), Lane(Contender.Vblade, 6_000, disturbance: 0.3)),
            Row(new Row(Scene.Frozen, 4096, 0, Sequential: false, 16), Lane(Contender.Aoede, frozen), Lane(LaneSet.Plain, 150_000)),
            Row(
                new Row(Scene.Tmpfs, 4096, 0, Sequential: false, 16, Initiators: 8),
                Lane(Contender.Limit, 210_000), Lane(Contender.Aoede, 150_000, failures: 1), Lane(Contender.Vblade, 60_000)),
        ],
    };

    private static RowResult Row(Row row, params LaneResult[] lanes) => new(row.Name, row, lanes);

    private static LaneResult Lane(string contender, double iops, double spread = 0, double disturbance = 0, long failures = 0)
    {
        Sample[] samples = [Round(iops - spread), Round(iops), Round(iops + spread)];
        return new LaneResult(contender, Summary.Of(samples), samples);

        Sample Round(double rate) => new()
        {
            Iops = rate,
            P50 = 1.6e7 / rate,
            P99 = 3e7 / rate,
            P999 = 6e7 / rate,
            CpuMicroseconds = 1e6 / rate,
            Fairness = 0.97,
            GeneratorIdle = 0.05,
            Disturbance = disturbance,
            Failures = failures,
        };
    }
}
