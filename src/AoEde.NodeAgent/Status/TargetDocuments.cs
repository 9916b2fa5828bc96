using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Freezes;

namespace AoEde.NodeAgent.Status;

/// <summary>
/// Turns the engine's status into the status of an AoETarget, so that a status file, the control socket and a cluster show one
/// shape. Fields without a value are left out, and lists are never written empty, as server-side apply wants it.
/// </summary>
internal sealed class TargetDocuments(string hostName, string version, FreezeEnds ends, TimeProvider time)
{
    private readonly ConditionClock _clock = new(time);
    private readonly Dictionary<string, DateTimeOffset> _taken = [];
    private readonly Lock _gate = new();

    /// <summary>Makes the document of one target.</summary>
    public TargetDocument Of(TargetStatus status, TargetOptions options)
    {
        status = status with { Conditions = WithFrozen(status) };
        var document = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = AoETarget.KindName,
            ["metadata"] = ApiJson.ToTree(
                new V1ObjectMeta { Name = status.Name, Uid = options.Uid.ToString(), CreationTimestamp = TakenOn(status.Name) }),
            ["status"] = StatusOf(status),
        };
        return new TargetDocument(status.Name, document, status);
    }

    /// <summary>Forgets a target that is no longer wanted.</summary>
    public void Forget(string name)
    {
        _clock.Forget(name);
        ends.Forget(name);
        lock (_gate)
        {
            _taken.Remove(name);
        }
    }

    /// <summary>One word for a column, derived from the conditions; programs read those.</summary>
    private static string PhaseOf(TargetStatus status) => status switch
    {
        _ when status.Is(Conditions.Exported) => TargetPhase.Exported,
        _ when status.IsNot(Conditions.DeviceReady) => TargetPhase.Refused,
        _ when status.IsNot(Conditions.AddressUnique) => TargetPhase.Conflicted,
        _ when status.Condition(Conditions.Exported)?.Reason == Reasons.Suspended => TargetPhase.Suspended,
        _ => TargetPhase.Pending,
    };

    private JsonObject StatusOf(TargetStatus status)
    {
        var exported = status.Condition(Conditions.Exported);
        var shown = new AoETargetStatus
        {
            Address = $"e{status.Address}",
            Phase = PhaseOf(status),
            Export = new TargetExport
            {
                NodeName = hostName,
                State = exported is { State: ConditionState.True } ? ExportStates.Exported : exported?.Reason ?? Reasons.Starting,
                Since = _clock.Since(status.Name, Conditions.Exported, exported?.State ?? ConditionState.Unknown),
                Version = version,
            },
            Device = StatusParts.Device(status.Device),
            Interfaces = StatusParts.Interfaces(status),
            Initiators = StatusParts.Initiators(status),
            Freeze = StatusParts.Freeze(status.Freeze),
            Conditions = StatusParts.OrNull(status.Conditions.Select(
                condition => StatusParts.Condition(condition, _clock.Since(status.Name, condition.Type, condition.State)))),
        };
        var body = ApiJson.ToTree(shown).AsObject();
        if (status.ConfigString is { Length: > 0 } text)
        {
            // In a cluster it is in the spec alone.
            body.Insert(body.IndexOf("freeze"), "configString", text);
        }

        return body;
    }

    // In the order of the API: before how well it is, and the one that sums up.
    private TargetCondition[] WithFrozen(TargetStatus status)
    {
        var frozen = FrozenCondition.Of(status.Freeze, ends.Last(status.Name));
        var last = status.Conditions.Where(condition => condition.Type is Conditions.Healthy or Conditions.Ready);
        return [.. status.Conditions.Except(last), frozen, .. last];
    }

    private DateTimeOffset TakenOn(string name)
    {
        lock (_gate)
        {
            if (!_taken.TryGetValue(name, out var moment))
            {
                moment = time.GetUtcNow();
                _taken[name] = moment;
            }

            return moment;
        }
    }
}
