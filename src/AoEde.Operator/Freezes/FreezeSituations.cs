using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Freezes;

/// <summary>Collects what a decision about a freeze depends on.</summary>
internal sealed class FreezeSituations(
    IKubernetesClient client, IObjectStore<AoETarget> targets, Latest<AoETarget> latest, NodeSights nodes, OperatorOptions options, TimeProvider time)
{
    /// <summary>Whether everything is known.</summary>
    public bool HasSynced => targets.HasSynced && nodes.HasSynced;

    /// <summary>How things are for a freeze.</summary>
    public async Task<FreezeSituation> OfAsync(AoEFreeze freeze, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, AoETarget>(StringComparer.Ordinal);
        foreach (var name in freeze.Spec.Targets)
        {
            // A freeze may be seen before the target that was made just before it: the watches are two.
            var target = targets.Find(name) is { } known
                ? latest.Newest(known)
                : freeze.Status is null ? await client.GetAsync<AoETarget>(name, null, cancellationToken) : null;
            if (target is not null)
                found[name] = target;
        }

        return new()
        {
            Freeze = freeze,
            Targets = found,
            OwnNamespace = options.Namespace,
            Node = freeze.Status?.Authorized is { } leave ? nodes.See(leave.NodeName) : null,
            Now = time.GetUtcNow(),
        };
    }
}
