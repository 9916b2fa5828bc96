using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Operator.Kube;

/// <summary>Has objects looked at because something else changed. Never waits, and may be called from a store's callback.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="queue">The runtime's queue of the kind.</param>
internal sealed class Requeue<TEntity>(EntityQueue<TEntity> queue)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Has one object looked at.</summary>
    /// <param name="entity">The object; null is nothing.</param>
    /// <param name="after">When; at once if not given.</param>
    public void Add(TEntity? entity, TimeSpan after = default)
    {
        if (entity is not null)
            _ = queue(entity, ReconciliationType.Modified, ReconciliationTriggerSource.Operator, after, 0, CancellationToken.None);
    }

    /// <summary>Has several objects looked at.</summary>
    public void Add(IEnumerable<TEntity> entities)
    {
        foreach (var entity in entities)
            Add(entity);
    }
}
