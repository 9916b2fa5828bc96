using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Operator.Addresses;
using AoEde.Operator.Freezes;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Targets;

/// <summary>Collects what a decision about a target depends on.</summary>
internal sealed class TargetSituations(
    IObjectStore<AoETarget> targets, IObjectStore<AoEFreeze> freezes, NodeSights nodes, AddressLedger ledger, TimeProvider time)
{
    /// <summary>Whether everything is known. A decision before that would grant an address that an older target has.</summary>
    public bool HasSynced => targets.HasSynced && freezes.HasSynced && nodes.HasSynced;

    /// <summary>How things are for a target; null while the ledger does not know it, which has it looked at again when it does.</summary>
    public TargetSituation? Of(AoETarget target)
    {
        if (ledger.Verdict(target.Metadata.Uid ?? "") is not { } address)
            return null;
        var assignment = target.Status?.Assignment;
        return new()
        {
            Target = target,
            Address = address,
            Wanted = nodes.See(target.Spec.NodeName ?? ""),
            Assigned = assignment is null ? null : nodes.See(assignment.NodeName),
            IsHeld = assignment is not null && assignment.NodeName != target.Spec.NodeName && IsHeld(target),
            Now = time.GetUtcNow(),
        };
    }

    private bool IsHeld(AoETarget target) => freezes.List().Any(freeze =>
        freeze.Status?.Authorized is not null && !FreezeEnd.IsComplete(freeze) && freeze.Spec.Targets.Contains(target.Metadata.Name!));
}
