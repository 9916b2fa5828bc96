using AoEde.Api;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;

namespace AoEde.Operator.Freezes;

/// <summary>When the object of a freeze may go: not while a node's agent holds targets in its name.</summary>
internal static class FreezeRemoval
{
    /// <summary>What is to be done about the finalizer of a freeze whose deletion was asked for.</summary>
    public static FinalizerAct Act(FreezeSituation situation)
    {
        if (!situation.IsDeleting || situation.Freeze.Metadata.Finalizers?.Contains(Annotations.ThawFinalizer) is not true)
            return FinalizerAct.Keep;
        if (situation.IsComplete || !situation.IsAuthorized)
            return FinalizerAct.Remove;

        // An agent that comes back thaws by the deadline that it keeps; with its Node gone nobody comes back.
        return situation.Node is null or { Heartbeat: Heartbeat.Stale, Exists: false } ? FinalizerAct.RemoveByForce : FinalizerAct.Keep;
    }
}
