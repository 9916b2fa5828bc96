using System.Text.Json.Nodes;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Tests.Inventory;

/// <summary>Keeps what is applied, and refuses when a test says so. Everything that the publisher does not use is missing.</summary>
internal sealed class RecordingServer : IKubernetesClient, IStatusApplier
{
    public List<JsonObject> Objects { get; } = [];

    public List<(JsonObject Status, string? Uid)> Statuses { get; } = [];

    public bool HasNode { get; set; } = true;

    public Exception? Refusal { get; set; }

    public Uri BaseUri => new("https://none.invalid");

    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        Task.FromResult(HasNode ? (TEntity?)(object)new V1Node { Metadata = new V1ObjectMeta { Name = name, Uid = "node-uid" } } : null);

    public Task<TEntity> ApplyStatusAsync<TEntity>(
        string name, string? @namespace, JsonObject status, string fieldManager, string? uid = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (Refusal is { } refusal)
            throw refusal;
        Statuses.Add((status, uid));
        return Task.FromResult(Activator.CreateInstance<TEntity>());
    }

    public Task<TEntity> ApplyAsync<TEntity>(JsonObject entity, string fieldManager, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        Objects.Add(entity);
        var made = Activator.CreateInstance<TEntity>();
        made.Metadata = new V1ObjectMeta { Name = "node-a", Uid = $"uid-{Objects.Count}" };
        return Task.FromResult(made);
    }

    public Task<string> GetCurrentNamespaceAsync(string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task DeleteAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null, string? resourceVersion = null, string? labelSelector = null, string? fieldSelector = null,
        bool? allowWatchBookmarks = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();
}
