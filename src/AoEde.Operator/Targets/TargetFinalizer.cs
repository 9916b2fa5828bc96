using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Operator;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Targets;

/// <summary>Keeps the object of a target until its agent has let go, or cannot have it any more.</summary>
internal sealed class TargetFinalizer(
    TargetReconciler reconciler, EventPublisher events, OperatorMetrics metrics, ILogger<TargetFinalizer> logger) : IEntityFinalizer<AoETarget>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // The agent's word and lost heartbeats come as changes; this is for a change that nobody told.
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoETarget>> FinalizeAsync(AoETarget entity, CancellationToken cancellationToken) =>
        metrics.MeasureAsync(AoETarget.KindName, async () =>
        {
            try
            {
                if (await reconciler.RunAsync(entity, cancellationToken) is not { } done)
                    return ReconciliationResult<AoETarget>.Success(entity, Soon);
                if (done.Verdict.Finalizer is not (FinalizerAct.Remove or FinalizerAct.RemoveByForce))
                    return ReconciliationResult<AoETarget>.Success(entity, Later);

                await SayAsync(done.Target, done.Verdict.Finalizer, cancellationToken);
                return ReconciliationResult<AoETarget>.Success(done.Target);
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                return ReconciliationResult<AoETarget>.Success(entity, Soon);
            }
        });

    private async Task SayAsync(AoETarget target, FinalizerAct act, CancellationToken cancellationToken)
    {
        var name = target.Metadata.Name!;
        OperatorLog.TargetReleased(logger, name, act == FinalizerAct.RemoveByForce);
        if (act != FinalizerAct.RemoveByForce)
            return;
        var node = target.Status?.Assignment?.NodeName;
        await events(target, EventReasons.ForceDeleted,
            $"removed without the word of the agent of {node}, which is lost: see to it that {node} does not serve {target.Status?.Address} any more; no data was touched",
            EventType.Warning, cancellationToken);
    }
}
