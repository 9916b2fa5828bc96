using AoEde.Api;
using AoEde.Api.Rules;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Targets;

/// <summary>Condition Accepted: whether what was written can be served, and by whom.</summary>
internal static class AcceptedJudge
{
    /// <summary>Judges a target. The first thing that is wrong is the reason.</summary>
    public static Judgement Judge(TargetSituation situation)
    {
        var target = situation.Target;
        if (Broken(situation) is { Length: > 0 } rules)
            return Judgement.No(Reasons.Invalid, rules);

        if (situation.Address is { Taken: { } taken, Winner: var winner })
        {
            return Judgement.No(Reasons.AddressTaken,
                $"{taken} on network {taken.Network} belongs to target {winner}: choose a free shelf.slot, or delete {winner}");
        }

        var node = situation.Wanted;
        if (!node.Exists)
            return Judgement.No(Reasons.NodeUnknown, $"there is no Node {node.Name}: correct spec.nodeName ('kubectl get nodes' lists them)");

        // An agent that was there once and is silent now is lost, which Ready tells.
        if (!node.HasAgent && situation.Assignment?.NodeName != node.Name)
        {
            return Judgement.No(Reasons.NoAgent,
                $"no agent runs on {node.Name}: see the pods of DaemonSet aoede-agent, and whether the node has the label that they want");
        }

        return Judgement.Yes(Reasons.Accepted, MoveBlock.Of(situation) ?? $"{target.Spec.NodeName} is to serve it");
    }

    // Servers without CEL do not enforce what may not change, so what is served is compared with what is asked for.
    private static string Broken(TargetSituation situation)
    {
        var target = situation.Target;
        var violations = AoeTargetRules.Validate(target, ServedNow(situation))
            .Concat(NotYet.Check(target, inCluster: true))
            .Where(violation => violation.Severity == Severity.Error);
        return string.Join("; ", violations);
    }

    private static AoETarget? ServedNow(TargetSituation situation)
    {
        var spec = situation.Target.Spec;
        if (situation.Assignment is not { } assignment)
            return null;
        var address = Addresses.TargetAddress.Parse(spec.Network, situation.Target.Status?.Address);
        return situation.Target with
        {
            Spec = spec with { NodeName = assignment.NodeName, Shelf = address?.Shelf ?? spec.Shelf, Slot = address?.Slot ?? spec.Slot },
        };
    }
}
