using AoEde.Api;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Targets;

/// <summary>One word for a column, derived from the conditions. Programs read those.</summary>
internal static class TargetPhase
{
    /// <summary>It waits for its node or agent.</summary>
    public const string Pending = "Pending";

    /// <summary>Something about it is wrong.</summary>
    public const string Rejected = "Rejected";

    /// <summary>Its agent has not opened the device yet.</summary>
    public const string Assigned = "Assigned";

    /// <summary>Its agent may not or cannot open the device.</summary>
    public const string Refused = "Refused";

    /// <summary>The device is open, and the target not yet on the wire.</summary>
    public const string Claimed = "Claimed";

    /// <summary>Somebody else answers at its address.</summary>
    public const string Conflicted = "Conflicted";

    /// <summary>It is on the wire.</summary>
    public const string Exported = "Exported";

    /// <summary>It is off the wire because its spec says so.</summary>
    public const string Suspended = "Suspended";

    /// <summary>It is being taken off the wire.</summary>
    public const string Withdrawing = "Withdrawing";

    /// <summary>It is off the wire and closed.</summary>
    public const string Withdrawn = "Withdrawn";

    /// <summary>Nobody can tell: its agent is lost.</summary>
    public const string Unknown = "Unknown";

    /// <summary>The phase of a target.</summary>
    /// <param name="situation">How things are.</param>
    /// <param name="accepted">What Accepted says.</param>
    /// <param name="ready">What Ready says.</param>
    /// <param name="assignment">The assignment that shall be in force.</param>
    public static string Of(TargetSituation situation, Judgement accepted, Judgement ready, TargetAssignment? assignment)
    {
        if (ready.Reason == Reasons.AgentLost)
            return Unknown;
        if (assignment?.Withdraw is true)
            return situation.IsWithdrawn ? Withdrawn : Withdrawing;
        if (!accepted.IsTrue)
            return accepted.Reason is Reasons.NodeUnknown or Reasons.NoAgent ? Pending : Rejected;
        if (ready.IsTrue)
            return Exported;
        return ready.Reason == Reasons.Starting ? Assigned : Failing(situation.Target.Status);
    }

    private static string Failing(AoETargetStatus? status)
    {
        var exported = status?.Condition(Conditions.Exported)?.Reason;
        if (exported == Reasons.Suspended)
            return Suspended;
        if (status?.Condition(Conditions.DeviceReady) is not { Status: ConditionStatus.True })
            return Refused;
        return exported switch
        {
            Reasons.Conflict => Conflicted,
            Reasons.Withdrawing or Reasons.AgentStopping => Withdrawing,
            _ => Claimed,
        };
    }
}
