using AoEde.Kube.Models;

namespace AoEde.Kube.Operator;

/// <summary>Does what has to be done before an object may go.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public interface IEntityFinalizer<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// Works towards letting the object go. Success without <see cref="ReconciliationResult{TEntity}.RequeueAfter"/> removes the finalizer; success with it
    /// asks to be called again then; failure is tried again with backoff.
    /// </summary>
    Task<ReconciliationResult<TEntity>> FinalizeAsync(TEntity entity, CancellationToken cancellationToken);
}
