using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Agents;

/// <summary>Labels the nodes on which agents are to run, as <see cref="NodeLabels"/> says.</summary>
internal sealed class NodeLabeller(
    IKubernetesClient client, IStatusApplier applier, IObjectStore<V1Node> nodes, IObjectStore<AoETarget> targets, ILogger<NodeLabeller> logger)
{
    /// <summary>Whether everything is known: before that, a node would lose its agent because its targets are not known yet.</summary>
    public bool HasSynced => nodes.HasSynced && targets.HasSynced;

    /// <summary>Labels the nodes that need an agent: to be done before the agents go by the label, or all of them would end first.</summary>
    public Task SetAsync(AgentPlacement placement, CancellationToken cancellationToken) => ApplyAsync(placement, label: true, cancellationToken);

    /// <summary>Takes the label away where the operator had put it: to be done after the agents have stopped going by it, for the same reason.</summary>
    public Task TakeAwayAsync(AgentPlacement placement, CancellationToken cancellationToken) => ApplyAsync(placement, label: false, cancellationToken);

    private async Task ApplyAsync(AgentPlacement placement, bool label, CancellationToken cancellationToken)
    {
        foreach (var (node, _) in NodeLabels.Changes(nodes.List(), NodeLabels.Needed(targets.List()), placement).Where(change => change.Label == label))
        {
            if (!label && !await IsOursAsync(node, cancellationToken))
                continue;
            try
            {
                await applier.ApplyAsync<V1Node>(NodeLabels.Render(node, label), FieldManagers.Operator, cancellationToken);
                OperatorLog.NodeLabelled(logger, node.Metadata.Name!, label ? "set" : "taken away");
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                // The node is gone; the watch is about to say so.
            }
        }
    }

    private async Task<bool> IsOursAsync(V1Node node, CancellationToken cancellationToken) =>
        NodeLabels.IsOurs(node)
        || (node.Metadata.ManagedFields is null && await client.GetAsync<V1Node>(node.Metadata.Name!, null, cancellationToken) is { } whole && NodeLabels.IsOurs(whole));
}
