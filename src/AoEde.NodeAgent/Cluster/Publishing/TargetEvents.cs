using AoEde.Api;
using AoEde.Engine;
using AoEde.Kube.Operator;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Freezes;
using AoEde.NodeAgent.Status;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>Tells people what changed: one event for each change of state, on the target.</summary>
internal sealed class TargetEvents : IDisposable
{
    /// <summary>Initiators that are remembered of one target; more are not told of.</summary>
    private const int MostInitiators = 256;

    private readonly AssignmentLedger _ledger;
    private readonly Action<AoETarget, string, string, EventType> _publish;
    private IFreezeEngine? _engine;
    private readonly Dictionary<string, (string Uid, TargetStatus Status, HashSet<MacAddress> Initiators)> _before = new(StringComparer.Ordinal);
    private readonly HashSet<string> _thawing = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Makes one that hears of nothing yet.</summary>
    /// <param name="ledger">Knows the objects.</param>
    /// <param name="publish">Records an event.</param>
    public TargetEvents(AssignmentLedger ledger, Action<AoETarget, string, string, EventType> publish)
    {
        _ledger = ledger;
        _publish = publish;
    }

    /// <summary>Starts listening to how holds end.</summary>
    /// <param name="engine">Knows the holds.</param>
    public void Listen(IFreezeEngine engine)
    {
        _engine = engine;
        _engine.HoldEnded += OnHoldEnded;
    }

    /// <summary>Records an event on a target.</summary>
    public void Tell(AoETarget target, string reason, string message, EventType type = EventType.Normal) => _publish(target, reason, message, type);

    /// <summary>Compares what is with what was.</summary>
    public void Look(IReadOnlyList<TargetStatus> statuses)
    {
        lock (_gate)
        {
            foreach (var status in statuses)
            {
                if (_ledger.Find(status.Name) is not { } entry)
                {
                    continue;
                }

                var known = _before.TryGetValue(status.Name, out var before) && before.Uid == entry.Uid;
                var initiators = known ? before.Initiators : [];
                TellDifferences(entry.Target, known ? before.Status : null, status, initiators);
                _before[status.Name] = (entry.Uid, status, initiators);
            }

            foreach (var gone in _before.Keys.Except(statuses.Select(status => status.Name), StringComparer.Ordinal).ToArray())
            {
                _before.Remove(gone);
            }
        }
    }

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        if (_engine is not null)
        {
            _engine.HoldEnded -= OnHoldEnded;
        }
    }

    private void TellDifferences(AoETarget target, TargetStatus? before, TargetStatus now, HashSet<MacAddress> initiators)
    {
        if (now.Is(Conditions.Exported) && before?.Is(Conditions.Exported) != true)
        {
            Tell(target, EventReasons.Exported, now.Condition(Conditions.Exported)!.Message);
        }

        TellFailure(target, before, now, Conditions.DeviceReady, DeviceReason);
        TellFailure(target, before, now, Conditions.AddressUnique, _ => EventReasons.AddressConflict);
        TellFailure(target, before, now, Conditions.Healthy, HealthReason);
        TellFreeze(target, before?.Freeze.State, now.Freeze);
        if (before?.Device is { } old && now.Device is { } device && device.SizeBytes > old.SizeBytes)
        {
            Tell(target, EventReasons.DeviceGrew, $"{device.Path} has grown from {old.SizeBytes} to {device.SizeBytes} bytes.");
        }

        foreach (var mac in now.Initiators.Where(mac => initiators.Count < MostInitiators && initiators.Add(mac)))
        {
            Tell(target, EventReasons.InitiatorAppeared, $"{mac} does I/O.");
        }

        if (now.ReservedBy.Count > 0 && before?.ReservedBy.SequenceEqual(now.ReservedBy) != true)
        {
            Tell(target, EventReasons.ReservationTaken, $"Reserved by {string.Join(", ", now.ReservedBy)}; other initiators are refused.");
        }
    }

    private void TellFailure(AoETarget target, TargetStatus? before, TargetStatus now, string type, Func<string, string?> reasonOf)
    {
        if (!now.IsNot(type) || now.Condition(type) is not { } condition)
        {
            return;
        }

        // The same trouble in other words is no news.
        if ((before?.IsNot(type) != true || before.Condition(type)!.Reason != condition.Reason) && reasonOf(condition.Reason) is { } reason)
        {
            Tell(target, reason, condition.Message, EventType.Warning);
        }
    }

    private void TellFreeze(AoETarget target, FreezeState? before, FreezeStatus now)
    {
        var name = target.Metadata.Name!;
        if (before is { } state && state != now.State)
        {
            switch (now.State)
            {
                case FreezeState.Frozen:
                    Tell(target, EventReasons.Frozen, $"Frozen for {string.Join(", ", now.Holders.Select(hold => $"{FreezeIds.Shown(hold.Id)} ({hold.Holder})"))}.");
                    break;
                case FreezeState.Merging:
                    TellThawed(target, name);
                    break;
                case FreezeState.Thawed when state != FreezeState.Freezing:
                    TellThawed(target, name);
                    Tell(target, EventReasons.MergeCompleted, "Everything that was written meanwhile is in the base.");
                    _thawing.Remove(name);
                    break;
            }
        }
    }

    private void TellThawed(AoETarget target, string name)
    {
        // A merge may be over before anybody looks.
        if (_thawing.Add(name))
        {
            Tell(target, EventReasons.Thawed, "The base is written again; what was written meanwhile is being merged into it.");
        }
    }

    private void OnHoldEnded(object? sender, HoldEndedEventArgs ended)
    {
        if (ended.End == HoldEnd.Released || _ledger.Find(ended.Target) is not { } entry)
        {
            return;
        }

        var who = $"{FreezeIds.Shown(ended.Hold.Id)} ({ended.Hold.Holder})";
        Tell(entry.Target, ended.End == HoldEnd.Broken ? EventReasons.FreezeBroken : EventReasons.FreezeExpired, $"{who}: {ended.Message}", EventType.Warning);
    }

    private static string DeviceReason(string reason) => reason switch
    {
        Reasons.IdentityMismatch or Reasons.SizeShrank => EventReasons.IdentityChanged,
        _ => EventReasons.DeviceRefused,
    };

    // A link that is down is told of by what stands on it: Exported, or nothing where another link is up.
    private static string? HealthReason(string reason) => reason switch
    {
        Reasons.DegradedLinks => null,
        Reasons.RingDrops => EventReasons.RingDrops,
        Reasons.ShadowNearFull => EventReasons.ShadowNearFull,
        _ => EventReasons.DeviceError,
    };
}
