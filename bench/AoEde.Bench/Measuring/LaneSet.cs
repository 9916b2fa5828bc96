using AoEde.Bench.Contenders;
using AoEde.Bench.Matrix;

namespace AoEde.Bench.Measuring;

/// <summary>
/// The stations of one group of rows. Where a scene is judged against the ordinary one (frozen, merging, many targets), AoEde takes
/// part in both.
/// </summary>
internal sealed class LaneSet : IDisposable
{
    /// <summary>AoEde beside itself, with one target that is not frozen.</summary>
    public const string Plain = "AoEde plain";

    private readonly BenchNetwork _network = new();
    private readonly List<Lane> _lanes = [];

    public LaneSet(IReadOnlyList<Contender> contenders, IReadOnlyList<Row> rows)
    {
        var (mtu, scene) = rows[0].Group;
        try
        {
            foreach (var contender in contenders.Where(contender => rows.Any(contender.Measures)))
            {
                Add(contender.Name, new Station(contender, scene, _network, mtu), rows[0]);
                // The plain image is as large as all it is compared with: the larger, the less of it a CPU's cache holds.
                if (contender.Name == Contender.Aoede && scene is Scene.Frozen or Scene.Merging or Scene.Targets)
                    Add(Plain, new Station(contender, Scene.Tmpfs, _network, mtu, Backing.TotalBytesOf(scene)), rows[0]);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<Lane> For(Row row) => [.. _lanes.Where(lane => lane.Station.Contender.Measures(row))];

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Station.Dispose();
        _network.Dispose();
    }

    private void Add(string name, Station station, Row row)
    {
        _lanes.Add(new Lane(name, station));
        Sampler.Exercise(station, row);
        station.Rest();
    }
}
