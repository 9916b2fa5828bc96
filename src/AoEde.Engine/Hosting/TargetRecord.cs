using AoEde.Engine.Freeze;
using AoEde.Engine.Health;
using AoEde.Engine.Safety;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Protocol;

namespace AoEde.Engine.Hosting;

/// <summary>
/// What the control side knows of one wanted target. Changed by the control loop only; every field is replaced whole, so that
/// <see cref="Snapshot"/> may be taken by any thread.
/// </summary>
internal sealed class TargetRecord(TargetOptions options)
{
    private const long ActiveMilliseconds = 60_000;

    public TargetOptions Options { get; } = options;

    /// <summary>The open target; null while refused or suspended.</summary>
    public Target? Target { get; set; }

    public Claim? Claim { get; set; }

    /// <summary>Its freeze, from the moment its shadow is made until that is deleted; null while thawed.</summary>
    public TargetFreeze? Freeze { get; set; }

    /// <summary>Whether it is itself the frozen base of another target at its second address.</summary>
    public bool IsView { get; init; }

    /// <summary>The record of its frozen base at its second address, while that is exported.</summary>
    public TargetRecord? View { get; set; }

    public DeviceStatus? Device { get; set; }

    /// <summary>Size of the device in bytes as initiators last knew it, also while it is off the wire; 0 before it was served.</summary>
    public long KnownBytes { get; set; }

    /// <summary>Where it is on the wire: the interfaces, and for each the lanes of its threads.</summary>
    public IReadOnlyList<(InterfacePump Pump, IReadOnlyList<TargetLane> Lanes)> Lanes { get; set; } = [];

    public TargetCondition DeviceReady { get; set; } = TargetConditions.NotOpened;

    public TargetCondition AddressUnique { get; set; } = TargetConditions.NotProbed;

    public TargetCondition Exported { get; set; } = TargetConditions.Starting;

    public TargetCondition Healthy { get; set; } = HealthWords.NotServed;

    /// <summary>When another host was last heard at the address, on the host's clock; null when there is no conflict.</summary>
    public long? ConflictHeardAt { get; set; }

    public bool IsOn(InterfacePump pump) => Lanes.Any(l => l.Pump == pump);

    public TargetStatus Snapshot(Func<InterfacePump, bool> isUp)
    {
        var lanes = Lanes;
        var state = Target?.State;
        return new TargetStatus
        {
            Name = Options.Name,
            Address = Options.Address,
            Conditions = [DeviceReady, AddressUnique, Exported, Healthy, TargetConditions.Ready(DeviceReady, Exported)],
            Device = WithEngine(Device, lanes),
            Interfaces = [.. lanes.Select(l => new InterfaceStatus(
                l.Pump.Options.InterfaceName, l.Pump.Options.Mac, l.Pump.Mtu,
                l.Lanes[0].AdvertisedSectors(AoeWire.SectorsPerFrame(l.Pump.Mtu)), isUp(l.Pump)))],
            Initiators = ActiveInitiators(lanes),
            ReservedBy = state?.Reservation ?? [],
            MaskList = state?.Mask ?? [],
            Freeze = Freeze?.Snapshot(Options.Freeze, View is { Lanes.Count: > 0 }) ?? FreezeStatus.None with { Sequence = state?.FreezeSequence ?? 0 },
            ConfigString = state is null ? "" : System.Text.Encoding.UTF8.GetString(state.ConfigString),
        };
    }

    private static MacAddress[] ActiveInitiators(IReadOnlyList<(InterfacePump Pump, IReadOnlyList<TargetLane> Lanes)> lanes)
    {
        var clock = new PumpClock();
        var macs = new HashSet<MacAddress>();
        foreach (var lane in lanes.SelectMany(l => l.Lanes))
            lane.Sessions.CollectActive(clock.NowMilliseconds - ActiveMilliseconds, macs);
        return [.. macs.OrderBy(m => m.Value)];
    }

    private static DeviceStatus? WithEngine(DeviceStatus? device, IReadOnlyList<(InterfacePump Pump, IReadOnlyList<TargetLane> Lanes)> lanes)
    {
        if (device is null || lanes.Count == 0)
            return device;
        var disk = lanes[0].Lanes[0].Disk;
        string reason = device.EngineReason.Length == 0 ? disk.Explanation : $"{disk.Explanation}; {device.EngineReason}";
        return device with { IoEngine = disk.Name, EngineReason = reason };
    }
}
