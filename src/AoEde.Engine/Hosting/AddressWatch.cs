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
internal sealed class AddressWatch(InterfaceSet interfaces, Func<MacAddress, Task<string?>> whoIs, TimeProvider time, ILogger logger)
{
    /// <summary>How often addresses are asked for, give or take a fifth.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private const uint WatchTag = 0x80AE_DE03;
    private static readonly TimeSpan Forgotten = Interval * 2.5;

    /// <summary>Probes each record's address on each pump, all at once, and notes the outcome in the records.</summary>
    /// <param name="wanted">Targets that are about to be exported.</param>
    public async Task ProbeAsync(IReadOnlyList<(InterfacePump Pump, TargetRecord Record)> wanted)
    {
        var rounds = await Task.WhenAll(wanted.GroupBy(w => w.Pump).Select(g => AskAsync(g.Key, [.. g.Select(w => w.Record)])));
        var answers = rounds.SelectMany(r => r.Answers).ToLookup(a => a.Address);
        foreach (var record in wanted.Select(w => w.Record).Distinct())
        {
            if (answers[record.Options.Address].FirstOrDefault() is { } other)
            {
                NoteConflict(record, other.Describe() + await NamedAsync(other.Mac));
                continue;
            }

            // Where one interface could not be asked, silence on the others is not enough.
            record.ConflictHeardAt = null;
            record.AddressUnique = rounds.FirstOrDefault(r => r.Failure is not null && r.Records.Contains(record)).Failure ?? TargetConditions.ProbedUnique;
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
    public async Task HeardAsync(TargetRecord record, MacAddress other)
    {
        NoteConflict(record, $"MAC {other}" + await NamedAsync(other));
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

    private async Task<(TargetRecord[] Records, IReadOnlyList<ProbeAnswer> Answers, TargetCondition? Failure)> AskAsync(InterfacePump pump, TargetRecord[] records)
    {
        var link = pump.Options;
        var addresses = records.Select(r => r.Options.Address).ToHashSet();
        try
        {
            var answers = await Task.Run(() => AddressProbe.Ask(
                link.InterfaceIndex, link.InterfaceName, link.Mac, addresses, ProbeTimes.BeforeAnnouncing, time));
            return (records, [.. answers.Where(a => !interfaces.IsOwn(a.Mac))], null);
        }
        catch (NativeException e)
        {
            return (records, [], TargetConditions.AddressUnknown("LinkDown", $"{link.InterfaceName} could not be probed: {e.Message}"));
        }
    }

    private async Task<string> NamedAsync(MacAddress mac) => await whoIs(mac) is { } owner ? $", {owner}" : "";
}
