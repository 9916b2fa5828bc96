using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Operator;
using AoEde.Operator.Kube;
using AoEde.Operator.Targets;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Freezes;

/// <summary>Keeps the object of a freeze until its agent has thawed.</summary>
internal sealed class FreezeFinalizer(
    FreezeSituations situations, Latest<AoEFreeze> latest, OperatorMetrics metrics, ILogger<FreezeFinalizer> logger) : IEntityFinalizer<AoEFreeze>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoEFreeze>> FinalizeAsync(AoEFreeze entity, CancellationToken cancellationToken) =>
        metrics.MeasureAsync(AoEFreeze.KindName, async () =>
        {
            var freeze = latest.Newest(entity);
            if (!situations.HasSynced)
                return ReconciliationResult<AoEFreeze>.Success(freeze, Soon);
            try
            {
                var act = FreezeRemoval.Act(await situations.OfAsync(freeze, cancellationToken));
                if (act == FinalizerAct.RemoveByForce)
                    OperatorLog.FreezeAbandoned(logger, ObjectKey.Of(freeze), freeze.Status!.Authorized!.NodeName);
                return ReconciliationResult<AoEFreeze>.Success(freeze, act == FinalizerAct.Keep ? Later : null);
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                return ReconciliationResult<AoEFreeze>.Success(freeze, Soon);
            }
        });
}
