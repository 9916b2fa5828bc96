using AoEde.Api;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Operator;
using AoEde.Operator.Kube;
using AoEde.Operator.Telemetry;
using Microsoft.Extensions.Logging;

namespace AoEde.Operator.Targets;

/// <summary>Does what <see cref="TargetVerdict"/> decides: at most a finalizer, one status, and events. Nothing to be done is no request.</summary>
internal sealed class TargetReconciler(
    IKubernetesClient client,
    IStatusApplier applier,
    TargetSituations situations,
    Latest<AoETarget> latest,
    EventPublisher events,
    ILogger<TargetReconciler> logger)
{
    /// <summary>Looks at one target.</summary>
    /// <returns>The target as it is now, and what was decided; null when it cannot be decided yet.</returns>
    public async Task<(AoETarget Target, TargetVerdict Verdict)?> RunAsync(AoETarget read, CancellationToken cancellationToken)
    {
        var target = latest.Newest(read);
        if (!situations.HasSynced || situations.Of(target) is not { } situation)
            return null;

        var verdict = TargetVerdict.Of(situation);
        if (verdict.Finalizer == FinalizerAct.Add)
            target = latest.Keep(await FinalizerPatch.AddAsync(client, target, Annotations.TargetFinalizer, cancellationToken));
        if (IsNobodys(target) || (verdict.Finalizer is FinalizerAct.Remove or FinalizerAct.RemoveByForce && !IsKeptByOthers(target)))
            return (target, verdict);

        if (verdict.Status != OwnedStatus.Of(target.Status))
            target = await ApplyAsync(target, verdict, cancellationToken);
        return (target, verdict);
    }

    // Our finalizer is off and another's keeps the object: there is nothing left to say about it.
    private static bool IsNobodys(AoETarget target) =>
        target.Metadata.DeletionTimestamp is not null && target.Metadata.Finalizers?.Contains(Annotations.TargetFinalizer) is not true;

    // It stays when ours is off, and shall not say for ever that it is served.
    private static bool IsKeptByOthers(AoETarget target) => target.Metadata.Finalizers?.Any(name => name != Annotations.TargetFinalizer) is true;

    private async Task<AoETarget> ApplyAsync(AoETarget target, TargetVerdict verdict, CancellationToken cancellationToken)
    {
        var written = latest.Keep(await applier.ApplyStatusAsync<AoETarget>(
            target.Metadata.Name!, null, verdict.Status.ToJson(), FieldManagers.Operator, target.Metadata.Uid, cancellationToken));
        foreach (var happened in verdict.Events)
        {
            var level = happened.Type == EventType.Warning ? LogLevel.Warning : LogLevel.Information;
            OperatorLog.TargetEvent(logger, level, target.Metadata.Name!, happened.Reason, happened.Message);
            await events(target, happened.Reason, happened.Message, happened.Type, cancellationToken);
        }

        return written;
    }
}
