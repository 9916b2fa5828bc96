using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Targets;

/// <summary>One word for a column, derived from the conditions. Programs read those.</summary>
internal static class PhaseJudge
{
    /// <summary>The phase of a target.</summary>
    /// <param name="situation">How things are.</param>
    /// <param name="accepted">What Accepted says.</param>
    /// <param name="ready">What Ready says.</param>
    /// <param name="assignment">The assignment that shall be in force.</param>
    public static string Of(TargetSituation situation, Judgement accepted, Judgement ready, TargetAssignment? assignment)
    {
        if (ready.Reason == Reasons.AgentLost)
            return TargetPhase.Unknown;
        if (assignment?.Withdraw is true)
            return situation.IsWithdrawn ? TargetPhase.Withdrawn : TargetPhase.Withdrawing;
        if (!accepted.IsTrue)
            return accepted.Reason is Reasons.NodeUnknown or Reasons.NoAgent ? TargetPhase.Pending : TargetPhase.Rejected;
        if (ready.IsTrue)
            return TargetPhase.Exported;
        return ready.Reason == Reasons.Starting ? TargetPhase.Assigned : Failing(situation.Target.Status);
    }

    private static string Failing(AoETargetStatus? status)
    {
        var exported = status?.Condition(Conditions.Exported)?.Reason;
        if (exported == Reasons.Suspended)
            return TargetPhase.Suspended;
        if (status?.Condition(Conditions.DeviceReady) is not { Status: ConditionStatus.True })
            return TargetPhase.Refused;
        return exported switch
        {
            Reasons.Conflict => TargetPhase.Conflicted,
            Reasons.Withdrawing or Reasons.AgentStopping => TargetPhase.Withdrawing,
            _ => TargetPhase.Claimed,
        };
    }
}
