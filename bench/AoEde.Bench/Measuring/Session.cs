using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Reports;

namespace AoEde.Bench.Measuring;

/// <summary>Runs rows: all contenders of a group are up, and take turns in each round, so that what the machine does meets them all.</summary>
internal sealed class Session(BenchOptions options, IReadOnlyList<Contender> contenders, TextWriter output, CancellationToken stop)
{
    /// <summary>Measures rows in their order and prints each when it is done.</summary>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Row> rows)
    {
        var results = new List<RowResult>();
        output.WriteLine(TextTable.Header);
        foreach (var group in rows.GroupBy(row => row.Group))
        {
            using var lanes = new LaneSet(contenders, [.. group]);
            foreach (var row in group)
            {
                var result = Measure(row, lanes);
                results.Add(result);
                output.Write(TextTable.Of(result));
            }
        }

        return results;
    }

    private RowResult Measure(Row row, LaneSet set)
    {
        var lanes = set.For(row);
        var samples = lanes.ToDictionary(lane => lane, _ => new List<Sample>());
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var lane in lanes)
            {
                stop.ThrowIfCancellationRequested();
                samples[lane].Add(Sampler.Take(lane.Station, row, options, seed: round + 1));
            }
        }

        return new RowResult(row.Name, row, [.. lanes.Select(lane => new LaneResult(lane.Name, Summary.Of(samples[lane]), samples[lane]))]);
    }
}
