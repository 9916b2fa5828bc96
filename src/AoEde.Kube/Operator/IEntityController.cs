using AoEde.Kube.Models;

namespace AoEde.Kube.Operator;

/// <summary>Makes the world agree with objects of one kind. One object is never worked on twice at once.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public interface IEntityController<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Looks at an object that was added or changed, or whose time has come. Must be harmless when nothing is to be done.</summary>
    Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>Hears of an object that is gone; at best once. What matters goes into a finalizer.</summary>
    Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken);
}
