using AoEde.Api;
using AoEde.Kube.Operator;

namespace AoEde.Operator.Targets;

/// <summary>
/// The events of a change of status. They follow from what was written before and what is written now, and from nothing in memory: an operator
/// that starts anew repeats none.
/// </summary>
internal static class TargetEvents
{
    /// <summary>Slots above it are out of reach of initiators with static minor numbers (Linux aoe: 16 slots a shelf).</summary>
    private const int LastStaticSlot = 15;

    /// <summary>The events between two statuses.</summary>
    /// <param name="situation">How things are.</param>
    /// <param name="old">What was written before.</param>
    /// <param name="next">What is written now.</param>
    public static IReadOnlyList<TargetEvent> Between(TargetSituation situation, OwnedStatus old, OwnedStatus next)
    {
        var events = new List<TargetEvent>();
        Acceptance(events, situation, old, next);
        Assignment(events, situation, old.Assignment, next.Assignment);
        Life(events, old, next);
        return events;
    }

    private static void Acceptance(List<TargetEvent> events, TargetSituation situation, OwnedStatus old, OwnedStatus next)
    {
        if (next.Accepted is not { } now)
            return;
        if (now.Status != ConditionStatus.True)
        {
            if (old.Accepted?.Status == now.Status && old.Accepted.Reason == now.Reason)
                return;
            events.Add(new(EventType.Warning, now.Reason, now.Message));
        }
        else if (old.Accepted?.Status != ConditionStatus.True)
        {
            events.Add(new(EventType.Normal, EventReasons.Accepted, $"accepted at {next.Address}: {now.Message}"));
        }
        else if (old.Accepted.Message != now.Message && MoveBlock.Of(situation) is { } block)
        {
            events.Add(new(EventType.Warning, EventReasons.MoveBlocked, block));
        }
    }

    private static void Assignment(List<TargetEvent> events, TargetSituation situation, TargetAssignment? old, TargetAssignment? next)
    {
        if (old is null && next is not null && situation.Target.Spec.Slot is > LastStaticSlot and var slot)
        {
            events.Add(new(EventType.Warning, EventReasons.StaticMinorRange,
                $"slot {slot} is above {LastStaticSlot}: initiators with static minor numbers (Linux aoe with aoe_dyndevs=0) cannot reach it"));
        }

        if (old is null || next is null)
            return;
        if (old.Withdraw is not true && next.Withdraw is true && !situation.IsDeleting)
            events.Add(new(EventType.Normal, EventReasons.Moving, $"{old.NodeName} is asked to let go, so that {situation.Wanted.Name} can serve it"));
        if (old.NodeName != next.NodeName)
        {
            var how = situation.IsWithdrawn ? "which let go" : $"which was given up without its word (epoch {old.Epoch})";
            events.Add(new(EventType.Normal, EventReasons.MovedNode, $"{next.NodeName} serves it now, instead of {old.NodeName}, {how}"));
        }
    }

    private static void Life(List<TargetEvent> events, OwnedStatus old, OwnedStatus next)
    {
        var (was, isNow) = (old.Ready?.Reason == Reasons.AgentLost, next.Ready?.Reason == Reasons.AgentLost);
        if (!was && isNow)
            events.Add(new(EventType.Warning, EventReasons.AgentLost, next.Ready!.Message));
        else if (was && !isNow && next.Assignment is { } assignment)
            events.Add(new(EventType.Normal, EventReasons.AgentBack, $"the agent of {assignment.NodeName} renews its heartbeat again"));
    }
}
