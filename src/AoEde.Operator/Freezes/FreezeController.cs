using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Operator;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Freezes;

/// <summary>Allows or refuses freezes, ends them with their holder, and forgets them after a while. The agent does the rest.</summary>
internal sealed class FreezeController(
    IKubernetesClient client,
    IStatusApplier applier,
    FreezeSituations situations,
    HolderCheck holders,
    IObjectStore<AoETarget> targets,
    Latest<AoEFreeze> latest,
    EventPublisher events,
    OperatorOptions options,
    OperatorMetrics metrics,
    ILogger<FreezeController> logger) : IEntityController<AoEFreeze>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoEFreeze>> ReconcileAsync(AoEFreeze entity, CancellationToken cancellationToken) =>
        metrics.MeasureAsync(AoEFreeze.KindName, async () =>
        {
            try
            {
                var freeze = latest.Newest(entity);
                if (!situations.HasSynced)
                    return ReconciliationResult<AoEFreeze>.Success(entity, Soon);
                var situation = await situations.OfAsync(freeze, cancellationToken);
                var again = Sooner(await DecideAsync(situation, cancellationToken), await ForgetAsync(situation, cancellationToken));
                if (await holders.AskAsync(situation, cancellationToken))
                    again = Sooner(again, options.HolderPoll);
                return ReconciliationResult<AoEFreeze>.Success(entity, again);
            }
            catch (KubernetesException answer) when (Answers.IsOvertaken(answer))
            {
                return ReconciliationResult<AoEFreeze>.Success(entity, Soon);
            }
        });

    /// <inheritdoc/>
    public Task<ReconciliationResult<AoEFreeze>> DeletedAsync(AoEFreeze entity, CancellationToken cancellationToken)
    {
        latest.Forget(entity);
        return Task.FromResult(ReconciliationResult<AoEFreeze>.Success(entity));
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;

    private async Task<TimeSpan?> DecideAsync(FreezeSituation situation, CancellationToken cancellationToken)
    {
        switch (FreezeJudge.Judge(situation))
        {
            case FreezeVerdict.End end:
                await EndAsync(situation, end, cancellationToken);
                return null;
            case FreezeVerdict.Allow allow:
                await AllowAsync(situation.Freeze, allow.NodeName, cancellationToken);
                return null;
            case FreezeVerdict.Wait wait:
                OperatorLog.FreezeWaits(logger, ObjectKey.Of(situation.Freeze), wait.Message);
                return wait.For;
            default:
                return null;
        }
    }

    private async Task EndAsync(FreezeSituation situation, FreezeVerdict.End end, CancellationToken cancellationToken)
    {
        var freeze = situation.Freeze;
        await ApplyAsync(freeze, FreezeStatusJson.Ended(freeze, end, situation.Now), cancellationToken);
        if (end.Phase != FreezePhase.Failed)
            return;
        OperatorLog.FreezeRefused(logger, ObjectKey.Of(freeze), end.Reason, end.Message);
        await events(freeze, EventReasons.FreezeRefused, $"{end.Reason}: {end.Message}", EventType.Warning, cancellationToken);
    }

    private async Task AllowAsync(AoEFreeze freeze, string node, CancellationToken cancellationToken)
    {
        if (freeze.Metadata.Finalizers?.Contains(Annotations.ThawFinalizer) is not true)
            freeze = latest.Keep(await FinalizerPatch.AddAsync(client, freeze, Annotations.ThawFinalizer, cancellationToken));
        await ApplyAsync(freeze, FreezeStatusJson.Authorized(node, freeze.Metadata.Generation), cancellationToken);
        OperatorLog.FreezeAllowed(logger, ObjectKey.Of(freeze), string.Join(", ", freeze.Spec.Targets), node);
    }

    private async Task ApplyAsync(AoEFreeze freeze, System.Text.Json.Nodes.JsonObject status, CancellationToken cancellationToken) => latest.Keep(
        await applier.ApplyStatusAsync<AoEFreeze>(
            freeze.Metadata.Name!, freeze.Metadata.NamespaceProperty, status, FieldManagers.Operator, freeze.Metadata.Uid, cancellationToken));

    private async Task<TimeSpan?> ForgetAsync(FreezeSituation situation, CancellationToken cancellationToken)
    {
        var freeze = situation.Freeze;
        if (situation.IsDeleting || FreezeEnd.Kept(freeze, situation.Now) is not { } kept)
            return null;
        if (kept > TimeSpan.Zero)
            return kept;

        // When the annotation changes, its target has this freeze released, which is a change of it.
        if (AnnotatedFreeze.TargetOf(freeze) is { } owner && AnnotationPlan.IsStillAskedFor(freeze, targets.Find(owner)))
            return null;
        await client.DeleteAsync(freeze, cancellationToken);
        OperatorLog.FreezeForgotten(logger, ObjectKey.Of(freeze), freeze.Spec.HistoryTtl);
        return null;
    }
}
