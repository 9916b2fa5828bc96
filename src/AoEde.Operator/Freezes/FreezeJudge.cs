using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Api.Rules;

namespace AoEde.Operator.Freezes;

/// <summary>Whether a freeze may be, and where. What was decided once stands: a hold in force is never taken back by a change of rules.</summary>
internal static class FreezeJudge
{
    /// <summary>How long a target may be without a node: somebody applied both in one go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Judges a freeze.</summary>
    public static FreezeVerdict Judge(FreezeSituation situation)
    {
        var freeze = situation.Freeze;
        if (situation.IsAuthorized || situation.IsComplete || situation.IsDeleting)
            return new FreezeVerdict.Nothing();
        if (freeze.Spec.Release)
            return new FreezeVerdict.End(FreezePhase.Released, FreezePhase.Released, "it was released before it began");

        var violations = AoeFreezeRules.Validate(freeze).Where(violation => violation.Severity == Severity.Error).ToList();
        if (violations.Count > 0)
            return Refuse(FreezeReasons.Invalid, string.Join("; ", violations));

        return freeze.Spec.Targets.Select(name => Forbidden(situation, name)).FirstOrDefault(verdict => verdict is not null) ?? Place(situation);
    }

    private static FreezeVerdict.End? Forbidden(FreezeSituation situation, string name)
    {
        if (!situation.Targets.TryGetValue(name, out var target))
            return Refuse(FreezeReasons.TargetNotFound, $"there is no target {name}: 'kubectl get aoetargets' lists them");
        if (!MayFreeze(situation, target))
        {
            return Refuse(FreezeReasons.NamespaceDenied,
                $"namespace {situation.Freeze.Metadata.NamespaceProperty} may not freeze target {name}: add it to the target's spec.freeze.allowedNamespaces");
        }

        if (target.Spec.Freeze?.Enabled is false)
            return Refuse(FreezeReasons.FreezeDisabled, $"target {name} may not be frozen: its spec.freeze.enabled is false");
        return target.Metadata.DeletionTimestamp is not null
            ? Refuse(FreezeReasons.TargetNotAssigned, $"target {name} is being deleted")
            : null;
    }

    private static bool MayFreeze(FreezeSituation situation, AoETarget target)
    {
        var from = situation.Freeze.Metadata.NamespaceProperty ?? "";
        return from == situation.OwnNamespace
            || target.Spec.Freeze?.AllowedNamespaces is { } allowed && (allowed.Contains(from) || allowed.Contains("*"));
    }

    private static FreezeVerdict Place(FreezeSituation situation)
    {
        var targets = situation.Freeze.Spec.Targets.Select(name => situation.Targets[name]).ToList();
        if (targets.Find(target => target.Status?.Assignment is null) is { } idle)
        {
            var waited = situation.Now - (situation.Freeze.Metadata.CreationTimestamp ?? situation.Now);
            return waited < Patience
                ? new FreezeVerdict.Wait($"target {idle.Metadata.Name} has no node yet", Patience - waited)
                : Refuse(FreezeReasons.TargetNotAssigned, $"no node serves target {idle.Metadata.Name}: its condition Accepted says why");
        }

        if (targets.Find(target => target.Status!.Assignment!.Withdraw is true) is { } moving)
            return new FreezeVerdict.Wait($"target {moving.Metadata.Name} is moving to another node", Patience);

        var nodes = targets.Select(target => target.Status!.Assignment!.NodeName).Distinct().Order().ToList();
        return nodes is [var node]
            ? new FreezeVerdict.Allow(node)
            : Refuse(FreezeReasons.SpansNodes, $"its targets are on {string.Join(" and ", nodes)}, which have no moment in common: make one freeze for each node");
    }

    private static FreezeVerdict.End Refuse(string reason, string message) => new(FreezePhase.Failed, reason, message);
}
