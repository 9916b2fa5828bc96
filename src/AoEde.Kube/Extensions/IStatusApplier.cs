using System.Text.Json.Nodes;
using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>Server-side apply, on the object or on its status subresource. Answers 200 and 201 are both success; forced unless said otherwise.</summary>
public interface IStatusApplier
{
    /// <summary>Applies the fields that a manager owns of a status. All of them every time: what is left out is given up.</summary>
    /// <param name="name">Name of the object.</param>
    /// <param name="namespace">Its namespace; null for kinds of the cluster.</param>
    /// <param name="status">The owned fields below <c>status</c>.</param>
    /// <param name="fieldManager">The manager, such as <c>aoede-operator</c>.</param>
    /// <param name="uid">The UID that the object must have (sent in metadata, so that an object made anew is not written); null for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TEntity> ApplyStatusAsync<TEntity>(
        string name, string? @namespace, JsonObject status, string fieldManager, string? uid = null, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Applies the fields that a manager owns of an object; creates it if need be.</summary>
    /// <param name="entity">The owned fields, with apiVersion, kind and metadata.name (and namespace).</param>
    /// <param name="fieldManager">The manager.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<TEntity> ApplyAsync<TEntity>(JsonObject entity, string fieldManager, CancellationToken cancellationToken = default)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
