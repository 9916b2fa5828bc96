using System.Collections.Concurrent;
using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;

namespace AoEde.Kube.Hosting;

/// <summary>
/// Reads objects from the store, and from the server where the store may be older than what we wrote ourselves: a controller that sees its own
/// past does things twice. Versions are only ever compared for being equal.
/// </summary>
internal sealed class FreshReader<TEntity>(ObjectStore<TEntity> store, IKubernetesClient client)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>What the store has to show before it is believed; empty: unknown.</summary>
    private readonly ConcurrentDictionary<ObjectKey, string> _awaited = new();

    /// <summary>We wrote an object.</summary>
    public void Wrote(ObjectKey key, string? version)
    {
        if (store.Find(key)?.Metadata.ResourceVersion != version)
            _awaited[key] = version ?? "";
    }

    /// <summary>We may have written an object, or it has changed under us.</summary>
    public void Distrust(ObjectKey key) => _awaited[key] = "";

    /// <summary>The store has a newer state.</summary>
    public void Seen(ObjectKey key, TEntity current) =>
        _awaited.TryRemove(new KeyValuePair<ObjectKey, string>(key, current.Metadata.ResourceVersion ?? ""));

    /// <summary>The store knows that the object is gone.</summary>
    public void Gone(ObjectKey key) => _awaited.TryRemove(key, out _);

    /// <summary>Reads an object; null when there is none.</summary>
    public async Task<TEntity?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (!_awaited.ContainsKey(key))
            return store.Find(key);
        var current = await client.GetAsync<TEntity>(key.Name, key.Namespace, cancellationToken);

        // The store is up to date when it has what the server has; else that is what it has to show next.
        if (current?.Metadata.ResourceVersion == store.Find(key)?.Metadata.ResourceVersion)
            _awaited.TryRemove(key, out _);
        else if (current is not null)
            _awaited[key] = current.Metadata.ResourceVersion ?? "";
        return current;
    }
}
