using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Operator;
using AoEde.Operator.Freezes;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;

namespace AoEde.Operator.Targets;

/// <summary>Judges targets, gives each to the agent of a node, and makes freezes follow their annotations.</summary>
internal sealed class TargetController(
    TargetReconciler reconciler, AnnotationController annotations, Latest<AoETarget> latest, OperatorMetrics metrics) : IEntityController<AoETarget>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoETarget>> ReconcileAsync(AoETarget entity, CancellationToken cancellationToken) =>
        metrics.MeasureAsync(AoETarget.KindName, async () =>
        {
            try
            {
                if (await reconciler.RunAsync(entity, cancellationToken) is not { } done)
                    return ReconciliationResult<AoETarget>.Success(entity, Soon);
                await annotations.FollowAsync(done.Target, cancellationToken);

                // What was read, not what was written: the runtime need not ask the server for what Latest has.
                return ReconciliationResult<AoETarget>.Success(entity);
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                return ReconciliationResult<AoETarget>.Success(entity, Soon);
            }
        });

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoETarget>> DeletedAsync(AoETarget entity, CancellationToken cancellationToken)
    {
        latest.Forget(entity);
        return Task.FromResult(ReconciliationResult<AoETarget>.Success(entity));
    }
}
