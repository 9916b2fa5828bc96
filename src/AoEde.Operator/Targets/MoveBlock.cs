namespace AoEde.Operator.Targets;

/// <summary>Why a target that is to move stays for now.</summary>
internal static class MoveBlock
{
    /// <summary>The cause, for people; null when nothing is in the way or nothing is to move.</summary>
    public static string? Of(TargetSituation situation)
    {
        if (!situation.IsMoving || situation.IsDeleting || situation.Assignment is not { } assignment)
            return null;

        // Also when the node is fenced: what was written since the freeze is in the shadow there and nowhere else.
        var isUnderWay = assignment.Withdraw is true;
        return situation.IsFrozen && !isUnderWay
            ? $"the move to {situation.Wanted.Name} waits: the target is frozen, and its shadow is on {assignment.NodeName}; thaw it there first"
            : null;
    }
}
