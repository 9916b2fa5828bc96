using AoEde.Engine.Freeze;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Native.Netlink;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>
/// Brings wanted targets and present links together: probes, exports, follows changes, tries again. Runs in the control loop.
/// </summary>
internal sealed class TargetSupervisor(
    TargetDevices devices, InterfaceSet interfaces, AddressWatch addresses, SizeWatch sizes, ILogger logger) : IViewKeeper
{
    private readonly Dictionary<string, TargetRecord> _records = [];
    private IReadOnlyList<TargetRecord> _published = [];

    /// <summary>All wanted targets; for any thread.</summary>
    public IReadOnlyList<TargetRecord> Records => Volatile.Read(ref _published);

    /// <summary>Told of a target that was opened with the freeze it had; set before any is.</summary>
    public Action<TargetRecord> Resumed { get; set; } = _ => { };

    /// <summary>Told of a target that was frozen, so that its view is brought up once nobody waits; set before any is.</summary>
    public Action<TargetRecord> ViewWanted { get; set; } = _ => { };

    // Everything that has an address on the wire: targets, and the views of frozen ones.
    private IEnumerable<TargetRecord> OnWire => _records.Values.Concat(_records.Values.Select(r => r.View).OfType<TargetRecord>());

    public async Task ApplyAsync(IReadOnlyList<TargetOptions> desired)
    {
        var wanted = desired.ToDictionary(o => o.Name);
        var outdated = _records.Values.Where(r => !wanted.TryGetValue(r.Options.Name, out var o) || !o.SameAs(r.Options)).ToArray();
        await Task.WhenAll(outdated.Select(devices.WithdrawAsync));
        foreach (var record in outdated)
            _records.Remove(record.Options.Name);

        var added = new List<TargetRecord>();
        foreach (var options in desired.Where(o => !_records.ContainsKey(o.Name)))
        {
            var record = new TargetRecord(options);
            _records.Add(options.Name, record);
            added.Add(record);
        }

        Publish();
        await BringUpAsync(added);
        await StopIdleInterfacesAsync();
    }

    /// <summary>Takes one target off the wire, out of the wanted ones, and closes it.</summary>
    /// <param name="record">The target.</param>
    /// <returns>Whether it could be closed: false when its device does not answer.</returns>
    public async Task<bool> RemoveAsync(TargetRecord record)
    {
        _records.Remove(record.Options.Name);
        await devices.WithdrawAsync(record);
        Publish();
        await StopIdleInterfacesAsync();
        return record.Target is null;
    }

    /// <summary>Tries again what should be on the wire and is not.</summary>
    /// <returns>Whether there was any.</returns>
    public async Task<bool> RetryAsync()
    {
        TargetRecord[] incomplete = [.. OnWire.Where(IsIncomplete)];
        if (incomplete.Length > 0)
            await BringUpAsync(incomplete);
        return incomplete.Length > 0;
    }

    /// <summary>Follows growth; takes targets whose device shrank off the wire.</summary>
    /// <returns>Whether any size had changed.</returns>
    public async Task<bool> CheckSizesAsync()
    {
        bool changed = false;
        foreach (var record in _records.Values.Where(r => r.Target is not null).ToArray())
        {
            var before = record.Device;
            if (await sizes.CheckAsync(record) is { } shrank)
            {
                await devices.WithdrawAsync(record);
                devices.Refuse(record, shrank);
            }

            changed |= record.Device != before;
        }

        return changed;
    }

    public async Task LinkChangedAsync(LinkChange change)
    {
        var link = change.Link;
        var before = interfaces.Find(link.Index);
        if (change.Kind == LinkChangeKind.Removed)
        {
            interfaces.Forget(link.Index);
            await LosePumpAsync(link.Index);
            EngineLog.InterfaceGone(logger, link.Name);
            Refresh();
            return;
        }

        interfaces.Note(link);
        if (interfaces.PumpOf(link.Index) is { } pump)
            await FollowAsync(pump, link, before);
        Refresh();
        if (link.IsUp && (before is not { IsUp: true } || interfaces.PumpOf(link.Index) is null))
            await BringUpAsync([.. OnWire.Where(r => !r.Options.Suspend && interfaces.Selected(r.Options).Contains(link))]);
    }

    /// <summary>
    /// A pump has failed, which is a defect. Its targets are opened anew, since requests it left behind would hold up others.
    /// </summary>
    /// <param name="pump">The pump.</param>
    /// <param name="cause">What it failed with.</param>
    public async Task PumpFailedAsync(InterfacePump pump, Exception cause)
    {
        EngineLog.Unexpected(logger, cause);
        var records = _records.Values.Where(r => r.IsOn(pump) || r.View?.IsOn(pump) == true).ToArray();
        await LosePumpAsync(pump.Options.InterfaceIndex);
        foreach (var record in records)
            await devices.WithdrawAsync(record);
        await BringUpAsync(records);
    }

    public async Task StopAsync()
    {
        foreach (var pump in interfaces.Pumps)
            await interfaces.StopAsync(pump.Options.InterfaceIndex);
        foreach (var record in _records.Values)
        {
            record.View = null;
            record.Lanes = [];
            devices.Close(record);
        }

        _records.Clear();
        Publish();
    }

    /// <inheritdoc/>
    public void Show(TargetRecord record) => ViewWanted(record);

    /// <summary>Exports the frozen base of a target, if that is still wanted.</summary>
    /// <param name="record">The target.</param>
    public Task BringUpViewAsync(TargetRecord record) => record.Target is null ? Task.CompletedTask : BringUpAsync([record]);

    /// <inheritdoc/>
    public async Task HideAsync(TargetRecord record)
    {
        if (record.View is not { } view)
            return;
        record.View = null;
        await devices.WithdrawAsync(view);
        await StopIdleInterfacesAsync();
    }

    private async Task BringUpAsync(IReadOnlyList<TargetRecord> records)
    {
        var patience = new BusyPatience();
        foreach (var record in records)
        {
            if (record.Options.Suspend)
                record.Exported = TargetConditions.Suspended;
            else if (record.Target is null)
                await OpenAsync(record, patience);
        }

        foreach (var record in records)
            record.View ??= FrozenView.Of(record);
        var ready = records.Concat(records.Select(r => r.View).OfType<TargetRecord>()).Where(r => r.Target is not null).Distinct().ToArray();
        var missing = new List<(InterfacePump Pump, TargetRecord Record)>();
        foreach (var link in ready.SelectMany(r => interfaces.Selected(r.Options)).Where(l => l.IsUp).Distinct())
        {
            if (await PumpForAsync(link) is { } pump)
                missing.AddRange(ready.Where(r => !r.IsOn(pump) && interfaces.Selected(r.Options).Contains(link)).Select(r => (pump, r)));
        }

        missing.RemoveAll(m => YieldsToNeighbour(m.Pump, m.Record, missing));
        await addresses.ProbeAsync(missing);
        foreach (var (pump, record) in missing.Where(m => m.Record.ConflictHeardAt is null || !m.Record.Options.RefuseOnConflict))
            await AttachAsync(pump, record);
        Refresh();
    }

    private async Task OpenAsync(TargetRecord record, BusyPatience patience)
    {
        await devices.OpenAsync(record, others: _records.Values.Count(r => r.Target is not null), patience);
        if (record.Freeze is not null)
            Resumed(record);
    }

    // Two targets of this process at one address on one interface: the one that is there, or comes first, has it.
    private bool YieldsToNeighbour(InterfacePump pump, TargetRecord record, List<(InterfacePump Pump, TargetRecord Record)> coming)
    {
        var first = OnWire.FirstOrDefault(r => r.Options.Address == record.Options.Address && r.IsOn(pump))
            ?? coming.First(m => m.Pump == pump && m.Record.Options.Address == record.Options.Address).Record;
        if (first == record)
            return false;
        addresses.NoteNeighbour(record, first.Options.Name, pump.Options.InterfaceName);
        return true;
    }

    private async Task<InterfacePump?> PumpForAsync(LinkInfo link)
    {
        int frames = RingFramesFor(link);
        var pump = interfaces.PumpOf(link.Index);
        if (pump is not null && InterfaceSet.IsOutgrown(pump, link, frames))
            pump = await RenewAsync(pump, link);
        return pump ?? await interfaces.StartAsync(link, frames);
    }

    // Same targets, new rings: they were probed when they came, so they are announced at once.
    private async Task<InterfacePump?> RenewAsync(InterfacePump old, LinkInfo link)
    {
        var records = OnWire.Where(r => r.IsOn(old) && interfaces.Selected(r.Options).Contains(link)).ToArray();
        await LosePumpAsync(link.Index);
        var pump = await interfaces.StartAsync(link, RingFramesFor(link));
        if (pump is null)
            return null;
        foreach (var record in records)
            await AttachAsync(pump, record);
        return pump;
    }

    private int RingFramesFor(LinkInfo link) => OnWire
        .Where(r => interfaces.Selected(r.Options).Contains(link))
        .Select(r => r.Options.RingFrames).DefaultIfEmpty(1024).Max();

    private async Task FollowAsync(InterfacePump pump, LinkInfo link, LinkInfo? before)
    {
        if (before is { IsUp: true } && !link.IsUp)
            EngineLog.LinkDown(logger, link.Name);
        if (!link.IsUp)
            return;
        if (InterfaceSet.IsOutgrown(pump, link, pump.Options.RingFrames))
        {
            await RenewAsync(pump, link);
            EngineLog.MtuChanged(logger, link.Name, link.Mtu);
            return;
        }

        bool mtuChanged = pump.Mtu != link.Mtu;
        if (mtuChanged)
        {
            await pump.SetMtuAsync(link.Mtu);
            EngineLog.MtuChanged(logger, link.Name, link.Mtu);
        }

        if (mtuChanged || before is not { IsUp: true })
            pump.Advertise();
    }

    private async Task AttachAsync(InterfacePump pump, TargetRecord record)
    {
        try
        {
            var lanes = await pump.AddAsync(record.Target!);
            record.Lanes = [.. record.Lanes, (pump, lanes)];
            pump.Advertise(record.Target!);
            EngineLog.Exported(
                logger, record.Options.Name, record.Options.Address, pump.Options.InterfaceName,
                (long)record.Target!.Sectors * AoeWire.SectorSize, lanes[0].Disk.Name);
        }
        catch (NativeException e)
        {
            EngineLog.InterfaceFailed(logger, pump.Options.InterfaceName, $"{record.Options.Name}: {e.Message}");
        }
    }

    private async Task LosePumpAsync(int index)
    {
        if (interfaces.PumpOf(index) is not { } pump)
            return;
        foreach (var record in OnWire)
            record.Lanes = [.. record.Lanes.Where(l => l.Pump != pump)];
        await interfaces.StopAsync(index);
    }

    private async Task StopIdleInterfacesAsync()
    {
        foreach (var pump in interfaces.Pumps.Where(p => !OnWire.Any(r => r.IsOn(p))))
            await interfaces.StopAsync(pump.Options.InterfaceIndex);
    }

    private bool IsIncomplete(TargetRecord record) =>
        !record.Options.Suspend
        && (record.Target is null || interfaces.Selected(record.Options).Any(l => l.IsUp && !record.Lanes.Any(x => x.Pump.Options.InterfaceIndex == l.Index)));

    // Says of every target where it is now.
    private void Refresh()
    {
        foreach (var record in OnWire.Where(r => r.Target is not null))
        {
            record.Exported = WireState.Of(record, interfaces);
            if (record.Exported.Reason == "LinkDown" && record.AddressUnique == TargetConditions.NotProbed)
                record.AddressUnique = TargetConditions.NobodyToAsk(record.Exported);
        }
    }

    private void Publish() => Volatile.Write(ref _published, [.. _records.Values]);
}
