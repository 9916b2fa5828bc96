using AoEde.Api;

namespace AoEde.Operator.Targets;

/// <summary>
/// Who is to serve a target next. Two agents at one disk destroy it, so the rule is: <b>another assignment is made only after the agent of the
/// one in force said that it let go, or after a person or the cluster said that it cannot serve any more.</b>
/// </summary>
/// <remarks>
/// | in force | asked for | then |
/// |---|---|---|
/// | none | accepted | the node, epoch 1 |
/// | node A, epoch N | A | stays, whatever else is wrong |
/// | A, N | another node, possible | withdraw |
/// | A, N | another node B, A fenced | B, N + 1 |
/// | A, N, withdraw | anything but deletion, accepted, A let go | the node asked for (A again if it was changed back), N + 1 |
/// | A, N, withdraw | B, A fenced | B, N + 1 |
/// | A, N | deletion | withdraw |
/// </remarks>
internal static class AssignmentPlan
{
    /// <summary>The assignment that shall be in force.</summary>
    /// <param name="situation">How things are.</param>
    /// <param name="accepted">Whether the target is accepted.</param>
    /// <returns>Null for none.</returns>
    public static TargetAssignment? Next(TargetSituation situation, bool accepted)
    {
        if (situation.Assignment is not { } now)
            return accepted && !situation.IsDeleting ? new() { NodeName = situation.Wanted.Name, Epoch = 1 } : null;

        if (situation.IsDeleting)
            return now with { Withdraw = true };

        if (!accepted || (!situation.IsMoving && now.Withdraw is not true) || MoveBlock.Of(situation) is not null)
            return now;

        var hasLetGo = now.Withdraw is true && situation.IsWithdrawn;
        return hasLetGo || (situation.IsMoving && situation.IsFenced)
            ? new() { NodeName = situation.Wanted.Name, Epoch = now.Epoch + 1 }
            : now with { Withdraw = true };
    }
}
