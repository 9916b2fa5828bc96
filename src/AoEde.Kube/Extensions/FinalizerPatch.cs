using System.Text.Json.Nodes;
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
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var known = entity.Metadata.Finalizers ?? [];
        return known.Contains(finalizer) ? Task.FromResult(entity) : PatchAsync(client, entity, known.Append(finalizer), cancellationToken);
    }

    /// <summary>Removes a finalizer, if it is there. An object that is gone is fine.</summary>
    /// <returns>The object; null when it is gone. One that is returned may go at once, if the finalizer was the last.</returns>
    /// <exception cref="KubernetesException">409 when the object has changed since it was read.</exception>
    public static async Task<TEntity?> RemoveAsync<TEntity>(
        IKubernetesClient client, TEntity entity, string finalizer, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (entity.Metadata.Finalizers?.Contains(finalizer) != true)
            return entity;
        try
        {
            return await PatchAsync(client, entity, entity.Metadata.Finalizers.Where(known => known != finalizer), cancellationToken);
        }
        catch (KubernetesException answer) when (answer.Status.Code == 404)
        {
            return null;
        }
    }

    private static Task<TEntity> PatchAsync<TEntity>(
        IKubernetesClient client, TEntity entity, IEnumerable<string> finalizers, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["resourceVersion"] = entity.Metadata.ResourceVersion,
                ["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => JsonValue.Create(finalizer))]),
            },
        };
        return client.PatchAsync<TEntity>(
            new(body, V1Patch.PatchType.MergePatch), entity.Metadata.Name!, entity.Metadata.NamespaceProperty, cancellationToken: cancellationToken);
    }
}
