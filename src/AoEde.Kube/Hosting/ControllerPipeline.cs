using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Hosting;

/// <summary>From changes in a store, over a queue of keys, to the controller of a kind. Each term of leadership begins with a new queue and with every object.</summary>
internal sealed class ControllerPipeline<TEntity>(
    Reflector<TEntity> reflector, IKubernetesClient client, ControllerFactory<TEntity> controller, IEnumerable<FinalizerRegistration<TEntity>> finalizers,
    IServiceScopeFactory scopes, OperatorSettings settings, TimeProvider time, ILogger<ControllerPipeline<TEntity>> logger) : IPipeline
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>No reconciliation takes this long: it hangs.</summary>
    private static readonly TimeSpan Hangs = TimeSpan.FromMinutes(10);

    private static readonly string Kind = EntityKind.Of(typeof(TEntity)).Kind;

    private readonly FinalizerSet<TEntity> _finalizers = new([.. finalizers], client, settings.AutoDetachFinalizers);
    private volatile WorkQueue<ObjectKey>? _queue;

    /// <inheritdoc/>
    public HealthPart Health => _queue is { } queue
        ? new($"controller of {Kind}", queue.OldestWork < Hangs, true, $"{queue.Depth} waiting")
        : new($"controller of {Kind}", true, true, "at rest");

    /// <summary>Has an object looked at.</summary>
    /// <returns>False while this process does not lead: then every object is looked at when it does.</returns>
    public bool Enqueue(TEntity entity, TimeSpan after)
    {
        if (_queue is not { } queue)
            return false;
        queue.AddAfter(ObjectKey.Of(entity), after);
        return true;
    }

    /// <inheritdoc/>
    public async Task RunAsync(Func<bool> mayWork, CancellationToken cancellationToken)
    {
        using var queue = new WorkQueue<ObjectKey>(Kind, settings.Queue, time);
        var reader = new FreshReader<TEntity>(reflector.Store, client);
        var departed = new DepartedObjects<TEntity>();
        var reconciler = new Reconciler<TEntity>(reader, departed, _finalizers, controller, scopes, time, logger);

        _queue = queue;
        try
        {
            using var changes = reflector.Subscribe((old, current) => Changed(queue, reader, departed, old, current));
            await using var resync = time.CreateTimer(_ => EnqueueAll(queue), null, settings.Resync, settings.Resync);
            await queue.RunAsync(
                settings.MaxParallelReconciliations,
                (key, token) => mayWork() ? reconciler.ReconcileAsync(key, token) : Task.FromResult(WorkOutcome.Failed),
                logger,
                cancellationToken);
        }
        finally
        {
            _queue = null;
        }
    }

    private void Changed(WorkQueue<ObjectKey> queue, FreshReader<TEntity> reader, DepartedObjects<TEntity> departed, TEntity? old, TEntity? current)
    {
        var key = ObjectKey.Of((current ?? old)!);
        if (current is null)
        {
            departed.Add(key, old!);
            reader.Gone(key);
        }
        else
        {
            reader.Seen(key, current);
            if (old is not null && settings.ReconcileStrategy == ReconcileStrategy.ByGeneration && !IsNewSpec(old, current))
                return;
        }

        queue.Add(key);
    }

    private void EnqueueAll(WorkQueue<ObjectKey> queue)
    {
        foreach (var entity in reflector.List())
            queue.Add(ObjectKey.Of(entity));
    }

    private static bool IsNewSpec(TEntity old, TEntity current) =>
        old.Metadata.Generation != current.Metadata.Generation || old.Metadata.DeletionTimestamp != current.Metadata.DeletionTimestamp;
}
