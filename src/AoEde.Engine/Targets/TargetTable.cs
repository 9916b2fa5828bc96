using AoEde.Protocol;

namespace AoEde.Engine.Targets;

/// <summary>The lanes of one interface, found by address. Immutable: a change makes a new one, put in place between two frames.</summary>
internal sealed class TargetTable
{
    private readonly TargetLane?[] _byHash;
    private readonly int _shift;

    public TargetTable(TargetLane[] lanes)
    {
        Lanes = lanes;
        int bits = 4;
        while ((1 << bits) < lanes.Length * 2)
            bits++;
        _shift = 32 - bits;
        _byHash = new TargetLane?[1 << bits];
        foreach (var lane in lanes)
        {
            int i = Place(lane.Target.Address);
            while (_byHash[i] is not null)
                i = (i + 1) & (_byHash.Length - 1);
            _byHash[i] = lane;
        }
    }

    public static TargetTable Empty { get; } = new([]);

    public TargetLane[] Lanes { get; }

    public TargetLane? Find(AoeAddress address)
    {
        for (int i = Place(address); _byHash[i] is { } lane; i = (i + 1) & (_byHash.Length - 1))
        {
            if (lane.Target.Address == address)
                return lane;
        }

        return null;
    }

    /// <summary>The lane of a target; null when it is not here.</summary>
    /// <param name="target">The target.</param>
    public TargetLane? Of(Target target) => Find(target.Address) is { } lane && lane.Target == target ? lane : null;

    public TargetTable With(TargetLane lane) => new([.. Lanes, lane]);

    public TargetTable Without(Target target) => new(Lanes.Where(l => l.Target != target).ToArray());

    private int Place(AoeAddress address) => (int)((address.Key * 0x9E3779B1u) >> _shift);
}
