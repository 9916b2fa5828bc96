using System.Diagnostics;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Hosting;

/// <summary>Works on one key: tells of objects of that name that are gone, then has the one that is there finalized, given its finalizers or reconciled.</summary>
internal sealed class Reconciler<TEntity>(
    FreshReader<TEntity> reader, DepartedObjects<TEntity> departed, FinalizerSet<TEntity> finalizers, ControllerFactory<TEntity> controller,
    IServiceScopeFactory scopes, TimeProvider time, ILogger logger)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly string Kind = EntityKind.Of(typeof(TEntity)).Kind;

    /// <summary>Works on a key. Throws only when cancelled.</summary>
    public async Task<WorkOutcome> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        using var activity = StartActivity(key);
        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["kind"] = Kind, ["object"] = key.ToString() });
        var began = time.GetTimestamp();
        var result = "error";
        try
        {
            var outcome = await WorkAsync(key, cancellationToken);
            result = outcome.Succeeded ? "success" : "failure";
            return outcome;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = "cancelled";
            throw;
        }
        catch (KubernetesException error) when (error.IsConflict())
        {
            result = "conflict";
            reader.Distrust(key);
            RuntimeLog.ChangedMeanwhile(logger, key, Kind);
            return WorkOutcome.Failed;
        }
        catch (Exception error)
        {
            reader.Distrust(key);
            activity?.AddException(error);
            RuntimeLog.NotReconciled(logger, error, key, Kind, error.Message);
            return WorkOutcome.Failed;
        }
        finally
        {
            activity?.SetStatus(result == "success" ? ActivityStatusCode.Ok : ActivityStatusCode.Error, result);
            RuntimeMetrics.Reconciles.Record(
                time.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("kind", Kind), new KeyValuePair<string, object?>("result", result));
        }
    }

    private static Activity? StartActivity(ObjectKey key)
    {
        var activity = RuntimeMetrics.Activities.StartActivity($"reconcile {Kind}");
        activity?.SetTag("k8s.object.kind", Kind);
        activity?.SetTag("k8s.object.name", key.Name);
        activity?.SetTag("k8s.namespace.name", key.Namespace);
        return activity;
    }

    private async Task<WorkOutcome> WorkAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        while (departed.First(key) is { } last)
        {
            var told = Settle(key, null, await controller.Create(scope.ServiceProvider).DeletedAsync(last, cancellationToken));
            if (!told.Succeeded)
                return told;
            departed.Told(key);
        }

        if (await reader.ReadAsync(key, cancellationToken) is not { } entity)
            return WorkOutcome.Done;
        Activity.Current?.SetTag("k8s.object.uid", entity.Metadata.Uid);
        return entity.Metadata.DeletionTimestamp is null
            ? await KeepAsync(scope.ServiceProvider, key, entity, cancellationToken)
            : Settle(key, entity, await finalizers.RunAsync(scope.ServiceProvider, entity, cancellationToken));
    }

    private async Task<WorkOutcome> KeepAsync(IServiceProvider scope, ObjectKey key, TEntity entity, CancellationToken cancellationToken)
    {
        if (!finalizers.IsIncomplete(entity))
            return Settle(key, entity, await controller.Create(scope).ReconcileAsync(entity, cancellationToken));

        // Nothing is done before the finalizer is there; the change that this makes brings the object back.
        try
        {
            reader.Wrote(key, (await finalizers.AttachAsync(entity, cancellationToken)).Metadata.ResourceVersion);
        }
        catch (KubernetesException error) when (error.IsNotFound())
        {
            // Gone meanwhile; the watch tells.
        }

        return WorkOutcome.Done;
    }

    private WorkOutcome Settle(ObjectKey key, TEntity? entity, ReconciliationResult<TEntity>? result)
    {
        if (result is null)
            return WorkOutcome.Done;
        if (entity is not null && result.Entity.Metadata.ResourceVersion is { } version && version != entity.Metadata.ResourceVersion)
            reader.Wrote(key, version);
        if (result.IsSuccess)
            return new(true, result.RequeueAfter);
        RuntimeLog.NotReconciled(logger, result.Error, key, Kind, result.ErrorMessage ?? "no reason given");
        return new(false, result.RequeueAfter);
    }
}
