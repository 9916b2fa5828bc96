using AoEde.Kube.Models;

namespace AoEde.Kube.Extensions;

/// <summary>
/// What a reflector knows of a kind: lookups without a question to the server. Objects in it are shared: never change one, copy it.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public interface IObjectStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Whether the first list is in.</summary>
    bool HasSynced { get; }

    /// <summary>One object, or null.</summary>
    TEntity? Find(string name, string? @namespace = null);

    /// <summary>All objects, in no order.</summary>
    IReadOnlyCollection<TEntity> List();

    /// <summary>
    /// Calls back after every change, on the reflector's thread, in the order of the server: old is null for a new object, current is null for
    /// one that is gone. Must not block. Objects known already are told at once as new.
    /// </summary>
    IDisposable Subscribe(Action<TEntity?, TEntity?> changed);
}
