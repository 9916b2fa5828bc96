using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Nodes;

/// <summary>Says of a node that its agent is lost. That it is back, the agent says itself.</summary>
internal sealed class NodeController(
    IStatusApplier applier,
    HeartbeatBook heartbeats,
    Latest<AoENode> latest,
    EventPublisher events,
    TimeProvider time,
    OperatorMetrics metrics,
    ILogger<NodeController> logger) : IEntityController<AoENode>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoENode>> ReconcileAsync(AoENode entity, CancellationToken cancellationToken) =>
        metrics.MeasureAsync(AoENode.KindName, async () =>
        {
            var node = latest.Newest(entity);
            var known = node.Status?.Condition(NodeConditions.Ready);
            if (heartbeats.State(node.Metadata.Name!) != Heartbeat.Stale || known?.Reason == Reasons.AgentLost)
                return ReconciliationResult<AoENode>.Success(entity);
            try
            {
                await SayLostAsync(node, known, cancellationToken);
                return ReconciliationResult<AoENode>.Success(entity);
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                return ReconciliationResult<AoENode>.Success(entity, Soon);
            }
        });

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoENode>> DeletedAsync(AoENode entity, CancellationToken cancellationToken)
    {
        latest.Forget(entity);
        return Task.FromResult(ReconciliationResult<AoENode>.Success(entity));
    }

    private async Task SayLostAsync(AoENode node, V1Condition? known, CancellationToken cancellationToken)
    {
        var name = node.Metadata.Name!;
        var message = $"the agent does not renew Lease aoede-node-{name}: see its pod on {name}";
        var condition = ConditionJson.Next(
            NodeConditions.Ready, new(ConditionStatus.Unknown, Reasons.AgentLost, message), null, known, time.GetUtcNow());
        latest.Keep(await applier.ApplyStatusAsync<AoENode>(
            name, null, new JsonObject { ["conditions"] = new JsonArray(ConditionJson.Write(condition)) }, FieldManagers.Operator, node.Metadata.Uid,
            cancellationToken));
        OperatorLog.AgentLost(logger, name);
        await events(node, EventReasons.AgentLost, message, EventType.Warning, cancellationToken);
    }
}
