using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Agents;

/// <summary>Tells how far the agents are with their template, and has the DaemonSet applied again when somebody changed or removed it.</summary>
internal sealed class RolloutController(
    IObjectStore<V1ConfigMap> configMaps,
    Requeue<V1ConfigMap> requeue,
    EventPublisher events,
    OperatorOptions options,
    OperatorMetrics metrics,
    ILogger<RolloutController> logger) : IEntityController<V1DaemonSet>
{
    private Rollout? _last;
    private long? _generation;

    /// <inheritdoc/>
    public async Task<ReconciliationResult<V1DaemonSet>> ReconcileAsync(V1DaemonSet entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.Name != AgentDaemonSet.Name)
            return ReconciliationResult<V1DaemonSet>.Success(entity);
        if (_generation != entity.Metadata.Generation)
        {
            _generation = entity.Metadata.Generation;
            AskForTemplate();
        }

        var now = Rollout.Of(entity);
        metrics.Rollout = now;
        if (_last != now)
        {
            OperatorLog.Rollout(logger, now);
            if (_last is { } last)
                await TellAsync(entity, last, now, cancellationToken);
            _last = now;
        }

        return ReconciliationResult<V1DaemonSet>.Success(entity);
    }

    /// <inheritdoc/>
    public Task<ReconciliationResult<V1DaemonSet>> DeletedAsync(V1DaemonSet entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.Name == AgentDaemonSet.Name)
            AskForTemplate();
        return Task.FromResult(ReconciliationResult<V1DaemonSet>.Success(entity));
    }

    private void AskForTemplate() => requeue.Add(configMaps.Find(options.TemplateConfigMap, options.Namespace));

    private async Task TellAsync(V1DaemonSet agents, Rollout last, Rollout now, CancellationToken cancellationToken)
    {
        if (last.IsComplete && !now.IsComplete)
            await events(agents, EventReasons.AgentRollout, $"agents are being replaced: {now}", EventType.Normal, cancellationToken);
        else if (!last.IsComplete && now.IsComplete)
            await events(agents, EventReasons.AgentRolledOut, now.ToString(), EventType.Normal, cancellationToken);
    }
}
