using System.Text.Json;
using System.Text.Json.Nodes;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Client;

/// <summary>Talks to one API server over HTTP/2.</summary>
/// <param name="configuration">Which server, and who asks.</param>
/// <param name="json">Options from <see cref="Json.KubernetesJson.Create"/> that know every kind used.</param>
/// <param name="userAgent">Such as <c>aoede-operator/1.2.3 (linux/amd64)</c>: the text before the slash is the field manager of writes that name none.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of retries and of credentials read anew.</param>
public sealed class KubernetesClient(
    KubernetesClientConfiguration configuration, JsonSerializerOptions json, string userAgent, TimeProvider time, ILogger logger)
    : IKubernetesClient, IListWatch, IStatusApplier, IDisposable
{
    /// <inheritdoc/>
    public Uri BaseUri => configuration.Host;

    /// <inheritdoc/>
    public Task<string> GetCurrentNamespaceAsync(string downwardApiEnvName = "POD_NAMESPACE", CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<IList<TEntity>> ListAsync<TEntity>(
        string? @namespace = null, string? labelSelector = null, string? fieldSelector = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<KubernetesList<TEntity>> ListPageAsync<TEntity>(ListOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> UpdateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> UpdateStatusAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> PatchAsync<TEntity>(
        V1Patch patch, string name, string? @namespace = null, string? fieldManager = null, bool? force = null, string? dryRun = null,
        CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task DeleteAsync<TEntity>(TEntity entity, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task DeleteAsync<TEntity>(string name, string? @namespace = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        string? @namespace = null, string? resourceVersion = null, string? labelSelector = null, string? fieldSelector = null,
        bool? allowWatchBookmarks = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(
        WatchOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> ApplyStatusAsync<TEntity>(
        string name, string? @namespace, JsonObject status, string fieldManager, string? uid = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task<TEntity> ApplyAsync<TEntity>(JsonObject entity, string fieldManager, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => _ = (json, userAgent, time, logger);
}
