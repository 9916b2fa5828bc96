using AoEde.Engine.Probe;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Native;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;

namespace AoEde.Engine.Hosting;

/// <summary>
/// Guards against two targets at one address. Before a target is announced its address is probed, and the newcomer yields.
/// While it is served, queries go out every minute and every foreign answer is heard; then initiators that are at work here
/// are served on, and nobody new is taken in until the other has been silent for two probes.
/// </summary>
internal sealed class AddressWatch(InterfaceSet interfaces, TimeProvider time, ILogger logger)
{
    /// <summary>How often addresses are asked for, give or take a fifth.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private const uint WatchTag = 0x80AE_DE03;
    private static readonly TimeSpan Forgotten = Interval * 2.5;

    /// <summary>Probes each record's address on each pump, all at once, and notes the outcome in the records.</summary>
    /// <param name="wanted">Targets that are about to be exported.</param>
    public async Task ProbeAsync(IReadOnlyList<(InterfacePump Pump, TargetRecord Record)> wanted)
    {
        var rounds = wanted.GroupBy(w => w.Pump).Select(g => AskAsync(g.Key, [.. g.Select(w => w.Record)]));
        var answers = (await Task.WhenAll(rounds)).SelectMany(a => a).ToLookup(a => a.Address);
        foreach (var record in wanted.Select(w => w.Record).Distinct())
        {
            // A record with no pump answered for stays as it was: an interface that failed says nothing of the address.
            var other = answers[record.Options.Address].FirstOrDefault();
            if (other is not null)
                NoteConflict(record, other.Describe());
            else if (record.AddressUnique.Reason != "LinkDown")
                record.AddressUnique = TargetConditions.ProbedUnique;
            if (other is null)
                record.ConflictHeardAt = null;
        }
    }

    /// <summary>Another target of this process has the address on an interface.</summary>
    /// <param name="record">The target that yields.</param>
    /// <param name="other">Name of the one that has it.</param>
    /// <param name="interfaceName">The interface.</param>
    public void NoteNeighbour(TargetRecord record, string other, string interfaceName) =>
        NoteConflict(record, $"target {other} of this host on {interfaceName}");

    /// <summary>Another host answered at the address of a target that is being served.</summary>
    /// <param name="record">The target.</param>
    /// <param name="other">Who answered.</param>
    public void Heard(TargetRecord record, MacAddress other)
    {
        NoteConflict(record, $"MAC {other}");
        if (record.Target is { } target)
            target.IsConflicted = record.Options.RefuseOnConflict;
    }

    /// <summary>Asks again whether anybody else answers, and ends conflicts whose other side has been silent.</summary>
    /// <param name="records">All targets.</param>
    public void Patrol(IEnumerable<TargetRecord> records)
    {
        foreach (var pump in interfaces.Pumps)
            pump.AskForOthers(WatchTag);
        foreach (var record in records.Where(r => r.Lanes.Count > 0 && r.ConflictHeardAt is { } at && time.GetElapsedTime(at) > Forgotten))
        {
            record.ConflictHeardAt = null;
            record.AddressUnique = TargetConditions.ProbedUnique;
            record.Target!.IsConflicted = false;
            EngineLog.ConflictOver(logger, record.Options.Name, record.Options.Address);
            foreach (var (pump, _) in record.Lanes)
                pump.Advertise(record.Target);
        }
    }

    private void NoteConflict(TargetRecord record, string who)
    {
        var condition = TargetConditions.AnsweredBy(who, record.Options.Address.ToString(), record.Options.RefuseOnConflict);
        if (record.ConflictHeardAt is null)
            EngineLog.Conflict(logger, record.Options.Name, record.Options.Address, condition.Message);
        record.AddressUnique = condition;
        record.ConflictHeardAt = time.GetTimestamp();
    }

    private async Task<IReadOnlyList<ProbeAnswer>> AskAsync(InterfacePump pump, TargetRecord[] records)
    {
        var link = pump.Options;
        var addresses = records.Select(r => r.Options.Address).ToHashSet();
        try
        {
            var answers = await Task.Run(() => AddressProbe.Ask(
                link.InterfaceIndex, link.InterfaceName, link.Mac, addresses, ProbeTimes.BeforeAnnouncing, time));
            return [.. answers.Where(a => !interfaces.IsOwn(a.Mac))];
        }
        catch (NativeException e)
        {
            foreach (var record in records)
                record.AddressUnique = TargetConditions.AddressUnknown("LinkDown", $"{link.InterfaceName} could not be probed: {e.Message}");
            return [];
        }
    }
}
