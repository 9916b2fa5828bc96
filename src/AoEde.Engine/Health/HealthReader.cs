using AoEde.Engine.Disk;
using AoEde.Engine.Hosting;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Native;

namespace AoEde.Engine.Health;

/// <summary>Collects what is counted of targets; made anew for each round, in which every ring is asked once. In the control loop.</summary>
internal sealed class HealthReader(InterfaceSet interfaces)
{
    private static readonly DiskOperation[] Operations = Enum.GetValues<DiskOperation>();
    private readonly Dictionary<InterfacePump, long> _drops = [];

    /// <summary>What is counted of a target; null while it is not open.</summary>
    /// <param name="record">The target.</param>
    public HealthSample? Read(TargetRecord record)
    {
        if (record.Target is not { } target)
            return null;

        // A view reads the same device.
        (InterfacePump Pump, IReadOnlyList<TargetLane> Lanes)[] lanes = [.. record.Lanes, .. record.View?.Lanes ?? []];
        return new HealthSample
        {
            Device = record.Options.Backing.Path,
            DeviceErrors =
            [
                .. lanes.SelectMany(l => l.Lanes).SelectMany(l => Operations.Select(o => Errors(l, o))),
                new Tally(target, "sync", target.FailedSyncs),
            ],
            RingDrops = [.. lanes.Select(l => l.Pump).Distinct().Select(p => new Tally(p, p.Options.InterfaceName, DropsOf(p)))],
            Shadow = ShadowOf(record),
            Merge = MergeOf(record),
            LinksDown = interfaces.Missing(record.Options, record.Lanes.Select(l => l.Pump)),
        };
    }

    private static Tally Errors(TargetLane lane, DiskOperation operation)
    {
        int errno = lane.Counters.LastErrno[(int)operation];
        string name = operation.ToString().ToLowerInvariant();
        return new Tally((lane, operation), errno == 0 ? name : $"{name} ({Errno.Name(errno)})", lane.Counters.DeviceErrors[(int)operation]);
    }

    private static ShadowFill? ShadowOf(TargetRecord record) => record.Freeze is { State: FreezeState.Frozen } freeze
        ? new ShadowFill(
            freeze.Shadow.Path, freeze.Shadow.UsedBytes, freeze.Shadow.Header.LimitBytes, freeze.Shadow.IsOutOfSpace, freeze.Overlay.ThawsWhenFull)
        : null;

    private static MergeProgress? MergeOf(TargetRecord record) => record.Freeze is { State: FreezeState.Merging } freeze
        ? new MergeProgress(
            freeze, freeze.Shadow.Path, freeze.MergeRemainingBytes, freeze.Merger?.StalledBecause, record.Options.Freeze.MergeRateBytes)
        : null;

    private long DropsOf(InterfacePump pump)
    {
        if (_drops.TryGetValue(pump, out long known))
            return known;
        long dropped = 0;
        try
        {
            dropped = pump.Tally.Rings.Dropped;
        }
        catch (NativeException)
        {
            // Its thread has failed and closed the ring; the supervisor is about to hear of it.
        }

        return _drops[pump] = dropped;
    }
}
