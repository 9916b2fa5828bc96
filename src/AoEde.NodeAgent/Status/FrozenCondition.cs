using AoEde.Api;
using AoEde.Engine;

namespace AoEde.NodeAgent.Status;

/// <summary>The condition <c>Frozen</c> of a target.</summary>
internal static class FrozenCondition
{
    /// <summary>What it says.</summary>
    /// <param name="freeze">The target's freeze.</param>
    /// <param name="last">How the last hold ended, if one did.</param>
    public static TargetCondition Of(FreezeStatus freeze, (HoldEnd End, string Message)? last)
    {
        if (freeze.State == FreezeState.Frozen)
        {
            var holders = string.Join(", ", freeze.Holders.Select(hold => hold.Holder));
            return new(Conditions.Frozen, ConditionState.True, FreezeReasons.Frozen, $"The base is immutable, held by {holders}; writes go to the shadow.");
        }

        var (reason, message) = (freeze, last) switch
        {
            ({ State: FreezeState.Freezing }, _) => (FreezeReasons.Freezing, "Writes in flight are being made stable."),
            ({ BrokenBecause: { } cause }, _) => (Reasons.Broken, cause),
            (_, (HoldEnd.Broken, var why)) => (Reasons.Broken, why),
            ({ State: FreezeState.Merging }, _) => (Reasons.Merging, "The shadow is being merged into the base."),
            (_, (HoldEnd.Expired, var why)) => (Reasons.Expired, why),
            (_, (HoldEnd.Released, _)) => (Reasons.Thawed, "Released, and merged."),
            _ => (Reasons.Thawed, "Not frozen."),
        };
        return new(Conditions.Frozen, ConditionState.False, reason, message);
    }
}
