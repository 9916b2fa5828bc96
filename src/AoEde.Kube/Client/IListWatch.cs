using AoEde.Kube.Models;

namespace AoEde.Kube.Client;

/// <summary>What a reflector needs of a client: lists with their version, page by page, and watches that say why they end.</summary>
public interface IListWatch
{
    /// <summary>Reads one page of a list. Each item has its API version and kind.</summary>
    /// <exception cref="KubernetesException">Any answer but success: 410 when the continuation has expired.</exception>
    Task<KubernetesList<TEntity>> ListPageAsync<TEntity>(ListOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>
    /// Follows changes until the server ends the watch, which is not an error. An <c>ERROR</c> event is thrown and never returned;
    /// a bookmark is an object with nothing but <c>metadata.resourceVersion</c>.
    /// </summary>
    /// <exception cref="KubernetesException">The server refused the watch, or broke it off: 410 when the version is too old.</exception>
    /// <exception cref="IOException">The connection was lost, also in the middle of an event.</exception>
    /// <exception cref="HttpRequestException">The server could not be reached.</exception>
    /// <exception cref="TimeoutException">The server did not end the watch in time.</exception>
    IAsyncEnumerable<(WatchEventType Type, TEntity Entity)> WatchAsync<TEntity>(WatchOptions options, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
