using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;
using AoEde.Bench.Reports;
using AoEde.Testing.Host;

namespace AoEde.Bench.Measuring;

/// <summary>Runs rows: all contenders of a group are up, and take turns in each round, so that what the machine does meets them all.</summary>
internal sealed class Session(BenchOptions options, IReadOnlyList<Contender> contenders, TextWriter output, CancellationToken stop)
{
    /// <summary>Groups of rows that could not be measured to their end.</summary>
    public int Failures { get; private set; }

    /// <summary>Measures rows in their order and prints each when it is done.</summary>
    public IReadOnlyList<RowResult> Run(IReadOnlyList<Row> rows)
    {
        var results = new List<RowResult>();
        output.WriteLine(TextTable.Header);
        foreach (var group in rows.GroupBy(row => row.Group))
        {
            try
            {
                Measure([.. group], results);
            }
            catch (Exception e) when (e is BenchException or TimeoutException or ToolException)
            {
                // The rows before it were worth their time, and those after it are too.
                Failures++;
                output.WriteLine($"not measured: {group.Key.Scene} at MTU {group.Key.Mtu}: {e.Message}");
            }
        }

        return results;
    }

    private void Measure(IReadOnlyList<Row> group, List<RowResult> results)
    {
        using var lanes = new LaneSet(contenders, group);
        foreach (var row in group)
        {
            var result = Measure(row, lanes);
            results.Add(result);
            output.Write(TextTable.Of(result));
        }
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
