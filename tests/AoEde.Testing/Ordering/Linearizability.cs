using System.Text;

namespace AoEde.Testing.Ordering;

/// <summary>
/// Decides whether a history of overlapping reads and writes can be put into one order in which each request takes effect at
/// one moment between its sending and its answer, with all its sectors.
/// </summary>
/// <remarks>
/// A graph of what must come before what: an answer before a sending; a write before who read it; and, per sector, with a
/// write W, a reader R of it and another write U there: if W is before U, so is R; if U is before R, it is before W. A cycle
/// refuses the history. With unique versions this is exact for each sector by itself (Gibbons and Korach, Testing shared
/// memories, 1997, section 4: the edges say just which zones overlap). Over several sectors at once each edge is
/// still forced, so nothing right is refused; what is torn or out of order shows as a cycle through both sectors wherever
/// their writes are ordered by an answer or a reading, though not every wrong history must show one (to decide that is
/// NP-complete). A version that several frames wrote binds a reading only when one of them is left that it can come from.
/// </remarks>
public sealed class Linearizability
{
    private readonly List<Operation> _operations;
    private readonly Dictionary<long, SectorHistory> _sectors = [];
    private readonly OrderGraph _graph;
    private bool _hasNews = true;

    private Linearizability(IEnumerable<Operation> history)
    {
        // The first node wrote version 0 everywhere before all others.
        _operations = [new Operation { IsWrite = true, Sent = -2, Answered = -1, Lba = 0, Sectors = int.MaxValue }];
        _operations.AddRange(history.Where(o => o.IsWrite || o.IsAnswered));
        _graph = new OrderGraph(_operations.Count);
    }

    /// <summary>Null if the history is linearizable, else the requests that cannot be.</summary>
    /// <param name="history">Every frame sent, in any order.</param>
    public static string? Violation(IEnumerable<Operation> history) => new Linearizability(history).Judge();

    private string? Judge()
    {
        SortBySector();
        OrderByTime();
        while (_hasNews)
        {
            if (!_graph.Close())
                return DescribeCycle();
            _hasNews = false;
            foreach (var sector in _sectors.Values)
            {
                foreach (var reading in sector.Readings)
                {
                    if (Conclude(sector, reading) is { } wrong)
                        return wrong;
                }
            }
        }

        return null;
    }

    private void SortBySector()
    {
        for (var node = 1; node < _operations.Count; node++)
        {
            for (var i = 0; i < _operations[node].Sectors; i++)
                Sector(_operations[node].Lba + i);
        }

        foreach (var sector in _sectors.Values)
        {
            var writers = Enumerable.Range(0, _operations.Count)
                .Where(node => _operations[node].IsWrite && _operations[node].Touches(sector.Lba))
                .ToLookup(node => _operations[node].Version);
            for (var node = 1; node < _operations.Count; node++)
            {
                var operation = _operations[node];
                if (operation.IsWrite || !operation.Touches(sector.Lba))
                    continue;
                var version = operation.Found[sector.Lba - operation.Lba];
                sector.Readings.Add(new SectorReading(node, version, [.. writers[version]]));
            }

            // One that was not answered may never have happened, unless somebody saw what only it can have written.
            var seen = sector.Readings.Where(r => r.Sources.Count == 1).Select(r => r.Sources[0]).ToHashSet();
            sector.Writes.AddRange(writers.SelectMany(g => g).Where(node => _operations[node].IsAnswered || seen.Contains(node)));
        }
    }

    private SectorHistory Sector(long lba)
    {
        if (!_sectors.TryGetValue(lba, out var sector))
            _sectors.Add(lba, sector = new SectorHistory(lba));
        return sector;
    }

    private void OrderByTime()
    {
        for (var first = 0; first < _operations.Count; first++)
        {
            for (var second = 0; second < _operations.Count; second++)
            {
                if (_operations[first].Answered < _operations[second].Sent)
                    _graph.Add(first, second);
            }
        }
    }

    private string? Conclude(SectorHistory sector, SectorReading reading)
    {
        var (reader, version, sources) = reading;
        string? last = null;
        sources.RemoveAll(source => (last = WhyNot(sector, reading, source)) is not null);
        if (sources.Count == 0)
        {
            return $"sector {sector.Lba} cannot hold version {version} when it is read: {last ?? "nobody wrote it"}\n"
                + $"  {_operations[reader]}";
        }

        if (sources.Count > 1)
            return null;

        var writer = sources[0];
        Learn(writer, reader, $"wrote what was read from sector {sector.Lba} by");
        foreach (var other in sector.Writes)
        {
            if (other == writer || _operations[other].Version == version)
                continue;
            if (_graph.Reaches(writer, other))
                Learn(reader, other, $"read sector {sector.Lba} before it was overwritten by");
            if (_graph.Reaches(other, reader))
                Learn(other, writer, $"had written sector {sector.Lba}, and by the reading was overwritten by");
        }

        return null;
    }

    private string? WhyNot(SectorHistory sector, SectorReading reading, int source)
    {
        if (_graph.Reaches(reading.Reader, source))
            return $"it was written later\n  {_operations[source]}";
        foreach (var other in sector.Writes)
        {
            if (_operations[other].Version != reading.Version && _graph.Reaches(source, other) && _graph.Reaches(other, reading.Reader))
                return $"it was overwritten\n  {_operations[source]}\n  {_operations[other]}";
        }

        return null;
    }

    private void Learn(int first, int second, string reason)
    {
        if (_graph.Reaches(first, second))
            return;
        _graph.Add(first, second, reason);
        _hasNews = true;
    }

    private string DescribeCycle()
    {
        var text = new StringBuilder("these requests have no order:\n");
        foreach (var (node, reason) in _graph.ShortestCycle())
        {
            text.Append($"  {(node == 0 ? "the content before all" : _operations[node])}\n")
                .Append($"    {reason ?? "was answered before the sending of"}\n");
        }

        return text.Append("  the first of them").ToString();
    }
}
