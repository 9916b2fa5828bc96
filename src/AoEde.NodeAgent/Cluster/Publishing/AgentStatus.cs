using AoEde.Api;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>The agent's parts of a target's status. The operator's (address, phase, assignment, Accepted, Ready) are never in it.</summary>
internal sealed class AgentStatus(AgentIdentity agent, ConditionClock clock)
{
    private static readonly string[] s_conditions =
        [Conditions.DeviceReady, Conditions.AddressUnique, Conditions.Exported, Conditions.Frozen, Conditions.Healthy];

    /// <summary>What the agent owns of a status, and nothing else.</summary>
    public static AoETargetStatus Owned(AoETargetStatus? status) => new()
    {
        Export = status?.Export,
        Device = status?.Device,
        Interfaces = status?.Interfaces,
        Initiators = status?.Initiators,
        Freeze = status?.Freeze,
        Conditions = StatusParts.OrNull((status?.Conditions ?? []).Where(condition => s_conditions.Contains(condition.Type, StringComparer.Ordinal))),
    };

    /// <summary>Makes the status of one target.</summary>
    /// <param name="entry">The target.</param>
    /// <param name="engine">What the engine says of it; null when it does not have it.</param>
    /// <param name="facts">What else is to be said.</param>
    /// <param name="before">The status that the server has, for the times of transitions.</param>
    /// <returns>The status; null when there is nothing to say yet.</returns>
    public AoETargetStatus? Of(Assignment entry, TargetStatus? engine, StatusFacts facts, AoETargetStatus? before)
    {
        var conditions = ConditionsOf(entry, engine, facts);
        if (conditions is null)
        {
            return null;
        }

        var isServed = engine is not null && entry.State == AssignmentState.Serving;
        return new AoETargetStatus
        {
            Export = ExportOf(entry, conditions, before?.Export),
            Device = isServed ? StatusParts.Device(engine!.Device) : null,
            Interfaces = isServed ? StatusParts.Interfaces(engine!) : null,
            Initiators = isServed ? StatusParts.Initiators(engine!) : null,
            Freeze = StatusParts.Freeze(isServed ? engine!.Freeze : FreezeStatus.None),
            Conditions = [.. conditions.Select(condition => ConditionOf(entry, condition, facts.Generation, before))],
        };
    }

    private static IEnumerable<TargetCondition>? ConditionsOf(Assignment entry, TargetStatus? engine, StatusFacts facts) => entry.State switch
    {
        AssignmentState.Serving when facts.IsStopping => engine is null ? null : Serving(engine, Off(Reasons.AgentStopping, "The agent is stopping.")),
        AssignmentState.Serving when entry.IsClosed => NotServed(Reasons.Withdrawing, "Being withdrawn; not on the wire."),
        AssignmentState.Serving => engine is null ? null : Serving(engine, Explained(engine, entry, facts)),
        AssignmentState.Withdrawn => NotServed(Reasons.Withdrawing, "Withdrawn: off the wire, stable and closed."),
        AssignmentState.Held => NotServed(
            Reasons.Suspended, "The node is suspended by spec.suspend of its AoENode, and serves nothing new; set it to false to export."),
        AssignmentState.Invalid => NotServed(Reasons.Invalid, $"{entry.Problem}."),
        _ => null,
    };

    private static TargetCondition Explained(TargetStatus engine, Assignment entry, StatusFacts facts)
    {
        var exported = engine.Condition(Conditions.Exported)!;
        string?[] more = [entry.Problem is { } problem ? $"An older spec is in force: {problem}." : null, facts.Note];
        return exported with { Message = string.Join(' ', new[] { exported.Message }.Concat(more.OfType<string>())) };
    }

    private static IEnumerable<TargetCondition> Serving(TargetStatus engine, TargetCondition exported) =>
        engine.Conditions.Where(condition => s_conditions.Contains(condition.Type, StringComparer.Ordinal))
            .Select(condition => condition.Type == Conditions.Exported ? exported : condition);

    private static TargetCondition[] NotServed(string reason, string message) =>
    [
        new(Conditions.DeviceReady, ConditionState.Unknown, reason, message),
        new(Conditions.AddressUnique, ConditionState.Unknown, Reasons.NotProbed, message),
        Off(reason, message),
        new(Conditions.Frozen, ConditionState.False, Reasons.Thawed, "Not frozen."),
    ];

    private static TargetCondition Off(string reason, string message) => new(Conditions.Exported, ConditionState.False, reason, message);

    private TargetExport ExportOf(Assignment entry, IEnumerable<TargetCondition> conditions, TargetExport? before)
    {
        var exported = conditions.First(condition => condition.Type == Conditions.Exported);
        var state = entry.State == AssignmentState.Withdrawn ? ExportStates.Withdrawn
            : exported.State == ConditionState.True ? ExportStates.Exported
            : exported.Reason;
        var isSame = before is not null && before.State == state && before.NodeName == agent.NodeName && before.Epoch == entry.Epoch;
        return new TargetExport
        {
            NodeName = agent.NodeName,
            Epoch = entry.Epoch,
            State = state,
            Since = isSame ? before!.Since : clock.Since(entry.Name, $"state {state}", exported.State),
            PodName = agent.PodName,
            Version = agent.Version,
            Soft = entry.State == AssignmentState.Withdrawn ? entry.Soft : null,
        };
    }

    private V1Condition ConditionOf(Assignment entry, TargetCondition condition, long? generation, AoETargetStatus? before)
    {
        var known = before?.Condition(condition.Type);
        var since = clock.Since(entry.Name, condition.Type, condition.State);
        return StatusParts.Condition(condition, known?.Status == condition.State.ToString() ? known.LastTransitionTime : since, generation);
    }
}
