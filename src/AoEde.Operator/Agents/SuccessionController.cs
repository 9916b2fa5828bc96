using System.Text.Json.Nodes;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Agents;

/// <summary>
/// Has the next agent of a node start while the one that ends still serves. The DaemonSet's controller makes a new pod only when
/// the old one is gone, and that takes seconds in which no disk of the node answers; so a pod that ends is taken out of the
/// DaemonSet by its label. On the node a lock says which of the two serves.
/// </summary>
internal sealed class SuccessionController(
    IKubernetesClient client, IObjectStore<V1DaemonSet> daemonSets, OperatorOptions options, ILogger<SuccessionController> logger) : IEntityController<V1Pod>
{
    /// <summary>What an agent's pod is called once it is to end.</summary>
    public const string LeavingName = AgentDaemonSet.Name + "-leaving";

    /// <inheritdoc/>
    public async Task<ReconciliationResult<V1Pod>> ReconcileAsync(V1Pod entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.DeletionTimestamp is null || !IsReplaced(entity))
            return ReconciliationResult<V1Pod>.Success(entity);
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["uid"] = entity.Metadata.Uid,
                ["labels"] = new JsonObject { [AgentDaemonSet.Selector] = LeavingName },
            },
        };
        try
        {
            await client.PatchAsync<V1Pod>(new(patch, V1Patch.PatchType.MergePatch), entity.Metadata.Name!, options.Namespace, cancellationToken: cancellationToken);
            OperatorLog.AgentLeaves(logger, entity.Metadata.Name!, entity.Spec.NodeName ?? "");
        }
        catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
        {
            // It is gone, and with it what there was to do.
        }

        return ReconciliationResult<V1Pod>.Success(entity);
    }

    /// <inheritdoc/>
    public Task<ReconciliationResult<V1Pod>> DeletedAsync(V1Pod entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult<V1Pod>.Success(entity));

    // A pod of a DaemonSet that goes itself has no successor.
    private bool IsReplaced(V1Pod pod) =>
        daemonSets.Find(AgentDaemonSet.Name, options.Namespace) is { Metadata.DeletionTimestamp: null } agents
        && pod.Metadata.OwnerReferences?.Any(owner => owner.Uid == agents.Metadata.Uid) is true;
}
