using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>Follows one watch into a store, until it ends or falls silent.</summary>
internal static class WatchReader
{
    /// <summary>Follows.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">What to follow.</param>
    /// <param name="version">The version to go on from.</param>
    /// <param name="store">Where changes go.</param>
    /// <param name="heard">Told of each event after it is in the store, with the version to go on from after it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="WatchIdleException">No word came for <see cref="ReflectorOptions.IdleTimeout"/>.</exception>
    public static async Task FollowAsync<TEntity>(
        IListWatch client, ReflectorOptions options, string version, ObjectStore<TEntity> store, Action<WatchEventType, string?> heard,
        TimeProvider time, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        using var idle = new CancellationTokenSource(options.IdleTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            await foreach (var (type, entity) in client.WatchAsync<TEntity>(Request(options, version), either.Token))
            {
                idle.CancelAfter(options.IdleTimeout);
                Apply(store, type, entity);
                heard(type, entity.Metadata.ResourceVersion);
            }
        }
        catch (Exception error) when (idle.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new WatchIdleException(options.IdleTimeout, error);
        }

        // A client may end an enumeration that is cancelled without throwing.
        cancellationToken.ThrowIfCancellationRequested();
        if (idle.IsCancellationRequested)
            throw new WatchIdleException(options.IdleTimeout, null);
    }

    private static WatchOptions Request(ReflectorOptions options, string version) => new()
    {
        Namespace = options.Namespace,
        LabelSelector = options.LabelSelector,
        FieldSelector = options.FieldSelector,
        ResourceVersion = version,
        AllowWatchBookmarks = true,
        TimeoutSeconds = (int)Math.Ceiling(RandomDelay.Between(options.ShortestWatch, options.LongestWatch).TotalSeconds),
    };

    private static void Apply<TEntity>(ObjectStore<TEntity> store, WatchEventType type, TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        switch (type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                store.Set(entity);
                break;
            case WatchEventType.Deleted:
                store.Remove(entity);
                break;
            default:
                break;
        }
    }
}
