using AoEde.Kube.Client;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>Adds and removes one finalizer, never touching those of others: a merge patch that holds the resource version as a lock.</summary>
public static class FinalizerPatch
{
    /// <summary>Adds a finalizer, if it is not there.</summary>
    /// <exception cref="KubernetesException">409 when the object has changed since it was read.</exception>
    public static Task<TEntity> AddAsync<TEntity>(
        IKubernetesClient client, TEntity entity, string finalizer, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        throw new NotSupportedException();

    /// <summary>Removes a finalizer, if it is there. An object that is gone is fine.</summary>
    /// <exception cref="KubernetesException">409 when the object has changed since it was read.</exception>
    public static Task<TEntity?> RemoveAsync<TEntity>(
        IKubernetesClient client, TEntity entity, string finalizer, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        throw new NotSupportedException();
}
