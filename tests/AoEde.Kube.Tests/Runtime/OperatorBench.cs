using System.Collections.Concurrent;
using AoEde.Kube.Client;
using AoEde.Kube.Hosting;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AoEde.Kube.Tests.Runtime;

/// <summary>An operator of config maps whose controller and finalizer do what a test says.</summary>
internal sealed class OperatorBench : IAsyncDisposable
{
    public const string Finalizer = "aoede.io/test";

    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;

    public OperatorBench(IKubernetesClient client, TimeProvider time, Script script, Action<OperatorSettingsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(client);
        services.AddSingleton(time);
        services.AddSingleton(script);
        services.AddKubernetesOperator(settings =>
            {
                settings.Name = "test";
                settings.MaxParallelReconciliations = 4;
                settings.Queue = settings.Queue with { Jitter = 0 };
                configure?.Invoke(settings);
            })
            .AddController<Controller, V1ConfigMap>()
            .AddFinalizer<LastRites, V1ConfigMap>(Finalizer);
        _services = services.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
        foreach (var hosted in _hosted)
            hosted.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    public OperatorHealth Health => Get<OperatorHealth>();

    public EntityQueue<V1ConfigMap> Queue => Get<EntityQueue<V1ConfigMap>>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _hosted)
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    /// <summary>What controller and finalizer do, and what they were asked.</summary>
    internal sealed class Script
    {
        /// <summary>What was asked, in order: <c>reconcile a</c>, <c>finalize a</c>, <c>deleted a</c>.</summary>
        public ConcurrentQueue<string> Calls { get; } = new();

        public Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> Reconcile { get; set; } = Well;

        public Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> Finalize { get; set; } = Well;

        public Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> Deleted { get; set; } = Well;

        public int Count(string call) => Calls.Count(one => one == call);

        public Task UntilAsync(string call, int times = 1) =>
            ClusterTesting.Wait.UntilAsync(() => Count(call) >= times, $"{call}, {times} times; calls: {string.Join(", ", Calls)}");

        public Task<ReconciliationResult<V1ConfigMap>> PlayAsync(
            string verb, Func<V1ConfigMap, CancellationToken, Task<ReconciliationResult<V1ConfigMap>>> act, V1ConfigMap entity, CancellationToken token)
        {
            Calls.Enqueue($"{verb} {entity.Metadata.Name}");
            return act(entity, token);
        }

        private static Task<ReconciliationResult<V1ConfigMap>> Well(V1ConfigMap entity, CancellationToken token) =>
            Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }

    private sealed class Controller(Script script) : IEntityController<V1ConfigMap>
    {
        public Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
            script.PlayAsync("reconcile", script.Reconcile, entity, cancellationToken);

        public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
            script.PlayAsync("deleted", script.Deleted, entity, cancellationToken);
    }

    private sealed class LastRites(Script script) : IEntityFinalizer<V1ConfigMap>
    {
        public Task<ReconciliationResult<V1ConfigMap>> FinalizeAsync(V1ConfigMap entity, CancellationToken cancellationToken) =>
            script.PlayAsync("finalize", script.Finalize, entity, cancellationToken);
    }
}
