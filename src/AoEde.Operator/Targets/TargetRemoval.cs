using AoEde.Api;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Targets;

/// <summary>When a target may come and go: the finalizer that keeps its object until nobody serves it.</summary>
internal static class TargetRemoval
{
    /// <summary>What is to be done about the finalizer.</summary>
    public static FinalizerAct Act(TargetSituation situation)
    {
        var isThere = situation.Target.Metadata.Finalizers?.Contains(Annotations.TargetFinalizer) is true;
        if (!situation.IsDeleting)
            return isThere ? FinalizerAct.Keep : FinalizerAct.Add;
        if (!isThere)
            return FinalizerAct.Keep;
        if (situation.Assignment is null || situation.IsWithdrawn)
            return FinalizerAct.Remove;
        return IsLost(situation) && IsForced(situation) ? FinalizerAct.RemoveByForce : FinalizerAct.Keep;
    }

    // An agent that lives is asked, whatever was annotated: it is the one that has the disk open.
    private static bool IsLost(TargetSituation situation) => situation.Assigned is null or { Heartbeat: Heartbeat.Stale };

    private static bool IsForced(TargetSituation situation) =>
        situation.IsFenced || situation.Annotation(Annotations.ForceDelete) == situation.Target.Metadata.Name;
}
