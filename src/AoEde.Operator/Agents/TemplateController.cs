using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Agents;

/// <summary>Makes the agents' DaemonSet follow the ConfigMap. One that cannot be used changes nothing: agents that serve go on.</summary>
internal sealed class TemplateController(
    AgentApplier applier,
    IObjectStore<V1DaemonSet> daemonSets,
    NodeLabeller labeller,
    EventPublisher events,
    OperatorOptions options,
    OperatorMetrics metrics,
    ILogger<TemplateController> logger) : IEntityController<V1ConfigMap>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // What was applied last and what became of it: equal content on an unchanged DaemonSet is not sent again.
    private (string Content, string? Uid, long? Generation) _applied;
    private string? _refused;
    private string? _told;

    /// <inheritdoc/>
    public Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
        entity.Metadata.Name != options.TemplateConfigMap
            ? Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity))
            : metrics.MeasureAsync(V1ConfigMap.KindName, () => FollowAsync(entity, cancellationToken));

    /// <inheritdoc/>
    public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.Name == options.TemplateConfigMap)
            OperatorLog.TemplateGone(logger, options.TemplateConfigMap);
        return Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }

    private async Task<ReconciliationResult<V1ConfigMap>> FollowAsync(V1ConfigMap map, CancellationToken cancellationToken)
    {
        if (!daemonSets.HasSynced || !labeller.HasSynced)
            return ReconciliationResult<V1ConfigMap>.Success(map, Soon);
        var template = AgentTemplate.Read(map.Data, out var problem);
        if (template is not null)
        {
            await labeller.SetAsync(template.Placement, cancellationToken);
            problem = await ApplyAsync(template, map.Metadata.Uid, cancellationToken);
        }

        metrics.IsTemplateValid = problem.Length == 0;
        if (template is null || problem.Length > 0)
        {
            await SayAsync(map, problem, cancellationToken);
            return ReconciliationResult<V1ConfigMap>.Success(map);
        }

        _told = null;
        await labeller.TakeAwayAsync(template.Placement, cancellationToken);
        return ReconciliationResult<V1ConfigMap>.Success(map);
    }

    private async Task<string> ApplyAsync(AgentTemplate template, string? installation, CancellationToken cancellationToken)
    {
        var body = AgentDaemonSet.Render(template, options.Namespace, installation);
        var content = body.ToJsonString();
        var now = daemonSets.Find(AgentDaemonSet.Name, options.Namespace);
        if (content == _refused)
            return _told ?? "";
        if (content == _applied.Content && now?.Metadata.Uid == _applied.Uid && now?.Metadata.Generation == _applied.Generation)
            return "";
        try
        {
            var applied = await applier.ApplyAsync(body, now is not null, cancellationToken);
            _applied = (content, applied.Metadata.Uid, applied.Metadata.Generation);
            _refused = null;
            OperatorLog.AgentsApplied(logger, AgentDaemonSet.Name, options.TemplateConfigMap, template.Placement);
            return "";
        }
        catch (KubernetesException answer) when (Answers.IsRefusal(answer))
        {
            _refused = content;
            return $"key {AgentTemplate.TemplateKey}: the API server does not take it ({answer.Message}): correct it and apply the ConfigMap anew";
        }
    }

    private async Task SayAsync(V1ConfigMap map, string problem, CancellationToken cancellationToken)
    {
        if (problem == _told)
            return;
        _told = problem;
        OperatorLog.TemplateInvalid(logger, options.TemplateConfigMap, problem);
        await events(map, EventReasons.AgentTemplateInvalid, $"{problem}; the agents stay as they are", EventType.Warning, cancellationToken);
    }
}
