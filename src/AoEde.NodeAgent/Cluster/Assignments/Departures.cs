using AoEde.Api;
using AoEde.Engine;
using AoEde.Kube.Operator;
using AoEde.NodeAgent.Cluster.Publishing;
using AoEde.NodeAgent.Hosting;
using Microsoft.Extensions.Logging;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>Sees targets off: waits until they may leave, takes them off the wire, and remembers that they are gone.</summary>
internal sealed class Departures(
    AgentCore core, AssignmentLedger ledger, NodeServer server, ClusterStatusSink sink, TargetEvents events, TimeProvider time, ILogger logger)
{
    /// <summary>How often those that may not leave yet are looked at.</summary>
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(2);

    private readonly Signal _changed = new();
    private readonly Dictionary<string, string> _blocked = new(StringComparer.Ordinal);

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ledger.Changed += Wake;
        core.Host.Changed += Wake;
        try
        {
            while (true)
            {
                var leaving = ledger.Entries.Where(entry => entry.IsLeaving).ToArray();
                foreach (var entry in leaving)
                {
                    await TryAsync(entry, cancellation);
                }

                ForgetStaying(leaving);
                await _changed.WaitAsync(leaving.Length > 0 ? s_again : null, time, cancellation);
            }
        }
        finally
        {
            ledger.Changed -= Wake;
            core.Host.Changed -= Wake;
        }
    }

    private void Wake(object? sender, EventArgs change) => _changed.Set();

    private async Task TryAsync(Assignment entry, CancellationToken cancellation)
    {
        try
        {
            await StepAsync(entry, cancellation);
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            if (Block(entry, problem.Message, isEvent: false))
            {
                NodeLog.WithdrawalFailed(logger, entry.Name, problem);
            }
        }
    }

    private async Task StepAsync(Assignment entry, CancellationToken cancellation)
    {
        if (entry.State != AssignmentState.Serving)
        {
            await LeaveAsync(entry, evenFrozen: false, cancellation);
            return;
        }

        var status = core.Host.Status().FirstOrDefault(target => target.Name == entry.Name);
        switch (entry.Leave)
        {
            case Leave.Taken:
                NodeLog.TakenAway(logger, entry.Name, entry.Epoch);
                await LeaveAsync(entry, evenFrozen: true, cancellation);
                break;
            case Leave.Move when status is { Freeze.State: not FreezeState.Thawed }:
                Block(entry, $"It is to move, and waits until it has thawed: it is {status.Freeze.State}, and its newest writes are on this node only.", isEvent: false);
                break;
            case Leave.Delete when !IsForced(entry) && Busy(entry) is { Length: > 0 } busy:
                Block(entry, Advice(entry, busy), isEvent: true);
                break;
            case Leave.Delete or Leave.Gone when status is { Freeze.State: not FreezeState.Thawed }:
                await ThawAsync(entry, status.Freeze);
                break;
            default:
                await LeaveAsync(entry, evenFrozen: false, cancellation);
                break;
        }
    }

    private async Task LeaveAsync(Assignment entry, bool evenFrozen, CancellationToken cancellation)
    {
        var options = server.Options(entry.Target);
        string? shadow = null;
        try
        {
            await server.AloneAsync(
                async () =>
                {
                    var copy = await core.Host.WithdrawAsync(options, evenFrozen, CancellationToken.None);

                    // Known on the disk before what it is about is removed.
                    ledger.Note(entry, known => known with { State = AssignmentState.Withdrawn, Soft = SoftStates.ToApi(copy), IsClosed = false });
                    shadow = await core.Host.ForgetAsync(options, CancellationToken.None);
                },
                cancellation);
        }
        catch (FreezeException frozen)
        {
            await StayFrozenAsync(entry, frozen.Message, cancellation);
            return;
        }

        if (shadow is not null)
        {
            NodeLog.ShadowLeft(logger, entry.Name, shadow);
        }

        if (entry.Leave is Leave.Taken or Leave.Gone)
        {
            ledger.Note(entry, known => entry.Leave == Leave.Gone ? null : new Assignment
            {
                Target = new AoETarget { Metadata = known.Target.Metadata },
                Epoch = known.Epoch,
                State = AssignmentState.Elsewhere,
            });
        }

        sink.Note(entry.Name, null);
        NodeLog.Withdrawn(logger, entry.Name, entry.Leave.ToString(), entry.Epoch);
        events.Tell(entry.Target, EventReasons.Withdrawn, Words(entry, shadow));
    }

    // Not open, and its stored state tells of a shadow: only an open target can merge it.
    private async Task StayFrozenAsync(Assignment entry, string why, CancellationToken cancellation)
    {
        if (entry.IsClosed)
        {
            ledger.Note(entry, known => known with { IsClosed = false });
            return;
        }

        if (entry.Leave == Leave.Delete && IsForced(entry) && core.Host.Status().All(target => target.Name != entry.Name || target.Device is null))
        {
            await LeaveAsync(entry, evenFrozen: true, cancellation);
            return;
        }

        var remedy = entry.Leave == Leave.Delete
            ? $" To give up what is in the shadow, annotate the target {Annotations.ForceDelete}={entry.Name}."
            : "";
        Block(entry, why + remedy, isEvent: entry.Leave == Leave.Delete);
    }

    private async Task ThawAsync(Assignment entry, FreezeStatus freeze)
    {
        foreach (var hold in freeze.Holders)
        {
            await core.Book.EndAsync(hold.Id);
        }

        Block(entry, "It is being deleted, and is thawed and merged first.", isEvent: false);
    }

    private string[] Busy(Assignment entry)
    {
        var deletion = entry.Target.Spec.Deletion;
        var idle = TimeSpan.FromSeconds(deletion.IdleSeconds);
        return !deletion.RequireIdle
            ? []
            : [.. core.Host.Sessions(entry.Name).Where(session => session.Idle < idle).Select(session => session.Initiator.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsForced(Assignment entry) =>
        entry.Target.Metadata.Annotations?.TryGetValue(Annotations.ForceDelete, out var name) == true && name == entry.Name;

    private static string Advice(Assignment entry, string[] busy) =>
        $"Deletion waits: {string.Join(", ", busy)} did I/O within the last {entry.Target.Spec.Deletion.IdleSeconds} s. "
        + $"Stop using the disk there, or annotate the target {Annotations.ForceDelete}={entry.Name}.";

    private static string Words(Assignment entry, string? shadow) => (entry.Leave switch
    {
        Leave.Move => "Off the wire, stable and closed: another node may take it.",
        Leave.Taken => "Another node was given it by force; it left the wire here.",
        _ => "Off the wire, stable and closed. Its data is where it was.",
    }) + (shadow is null ? "" : $" Writes that were not merged are kept in {shadow} on this node.");

    private bool Block(Assignment entry, string why, bool isEvent)
    {
        sink.Note(entry.Name, why);
        if (_blocked.TryGetValue(entry.Uid, out var known) && known == why)
        {
            return false;
        }

        _blocked[entry.Uid] = why;
        NodeLog.CannotLeave(logger, entry.Name, why);
        if (isEvent)
        {
            events.Tell(entry.Target, EventReasons.DeleteBlocked, why, EventType.Warning);
        }

        return true;
    }

    private void ForgetStaying(Assignment[] leaving)
    {
        foreach (var uid in _blocked.Keys.Except(leaving.Select(entry => entry.Uid), StringComparer.Ordinal).ToArray())
        {
            _blocked.Remove(uid);
        }

        foreach (var entry in ledger.Entries.Where(entry => !entry.IsLeaving))
        {
            sink.Note(entry.Name, null);
        }
    }
}
