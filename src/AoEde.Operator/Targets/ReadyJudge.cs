using AoEde.Api;
using AoEde.Operator.Kube;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Targets;

/// <summary>
/// Condition Ready: accepted, device ready, exported, and the agent lives. Otherwise the reason of the first that does not hold is copied.
/// </summary>
internal static class ReadyJudge
{
    /// <summary>Judges a target.</summary>
    /// <param name="situation">How things are.</param>
    /// <param name="accepted">What Accepted says.</param>
    /// <param name="assignment">The assignment that shall be in force.</param>
    public static Judgement Judge(TargetSituation situation, Judgement accepted, TargetAssignment? assignment)
    {
        if (!accepted.IsTrue)
            return accepted;
        if (assignment is null)
            return Judgement.No(Reasons.Withdrawing, "it is being deleted");

        var status = situation.Target.Status;
        if (IsLost(situation, assignment))
        {
            return new(ConditionStatus.Unknown, Reasons.AgentLost,
                $"the agent of {assignment.NodeName} does not renew its heartbeat: the target may be served or not, and is given to nobody else");
        }

        // What an agent said about an earlier assignment says nothing about this one.
        if (status?.Export is not { } export || export.NodeName != assignment.NodeName || export.Epoch != assignment.Epoch)
            return Judgement.No(Reasons.Starting, $"the agent of {assignment.NodeName} has not reported yet");

        // A device that nobody opens since its target is suspended is not what keeps it from being ready.
        if (status.Condition(Conditions.Exported) is { Reason: Reasons.Suspended } suspended)
            return Judgement.No(suspended.Reason, suspended.Message);

        foreach (var type in (string[])[Conditions.DeviceReady, Conditions.Exported])
        {
            if (status.Condition(type) is not { } condition)
                return Judgement.No(Reasons.Starting, $"the agent of {assignment.NodeName} has not reported {type} yet");
            if (condition.Status != ConditionStatus.True)
                return Judgement.No(condition.Reason, condition.Message);
        }

        return Judgement.Yes(Reasons.Serving, $"served by {assignment.NodeName}");
    }

    /// <summary>The generation that the judgement is about: the oldest of those it rests on.</summary>
    public static long? Generation(AoETarget target, Judgement ready)
    {
        var own = target.Metadata.Generation;
        if (!ready.IsTrue)
            return own;
        var seen = new[] { Conditions.DeviceReady, Conditions.Exported }.Select(type => target.Status?.Condition(type)?.ObservedGeneration);
        return seen.Append(own).OfType<long>().DefaultIfEmpty().Min() is > 0 and var oldest ? oldest : own;
    }

    /// <summary>While it cannot be told yet whether the agent lives, what was said before stands.</summary>
    private static bool IsLost(TargetSituation situation, TargetAssignment assignment) => Sight(situation, assignment) switch
    {
        Heartbeat.Stale => true,
        Heartbeat.Alive => false,
        _ => situation.Assignment?.NodeName == assignment.NodeName && situation.Target.Status?.Condition(Conditions.Ready)?.Reason == Reasons.AgentLost,
    };

    private static Heartbeat Sight(TargetSituation situation, TargetAssignment assignment) =>
        situation.Assigned is { } assigned && assigned.Name == assignment.NodeName ? assigned.Heartbeat : situation.Wanted.Heartbeat;
}
