using AoEde.Kube.Client;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Kube.Operator;

namespace AoEde.Kube.Hosting;

/// <summary>
/// Our finalizers of a kind. Those of others in the same list are neither waited for nor touched, wherever they stand in it.
/// </summary>
internal sealed class FinalizerSet<TEntity>(IReadOnlyList<FinalizerRegistration<TEntity>> finalizers, IKubernetesClient client, bool autoDetach)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private const int MostTries = 5;

    /// <summary>Whether an object lacks a finalizer that is ours to add.</summary>
    public bool IsIncomplete(TEntity entity) => finalizers.Any(finalizer => finalizer.AutoAttach && !Has(entity, finalizer));

    /// <summary>Adds what an object lacks, each in a patch of its own.</summary>
    public async Task<TEntity> AttachAsync(TEntity entity, CancellationToken cancellationToken)
    {
        foreach (var finalizer in finalizers.Where(finalizer => finalizer.AutoAttach && !Has(entity, finalizer)))
            entity = await FinalizerPatch.AddAsync(client, entity, finalizer.Identifier, cancellationToken);
        return entity;
    }

    /// <summary>Runs those of ours that an object has, one after the other, until one of them needs more time.</summary>
    /// <returns>What came of the last one; null when there is none of ours.</returns>
    public async Task<ReconciliationResult<TEntity>?> RunAsync(IServiceProvider scope, TEntity entity, CancellationToken cancellationToken)
    {
        ReconciliationResult<TEntity>? result = null;
        foreach (var finalizer in finalizers.Where(finalizer => Has(entity, finalizer)).ToList())
        {
            result = await finalizer.Create(scope).FinalizeAsync(entity, cancellationToken);
            if (!result.IsSuccess || result.RequeueAfter is not null)
                return result;
            if (!autoDetach)
                continue;

            // Not cancelled: what the finalizer did is done, and the next leader need not do it again.
            if (await DetachAsync(result.Entity, finalizer.Identifier, CancellationToken.None) is not { } left)
                return result;
            entity = left;
            result = ReconciliationResult<TEntity>.Success(left);
        }

        return result;
    }

    private static bool Has(TEntity entity, FinalizerRegistration<TEntity> finalizer) =>
        entity.Metadata.Finalizers?.Contains(finalizer.Identifier) == true;

    private async Task<TEntity?> DetachAsync(TEntity entity, string identifier, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FinalizerPatch.RemoveAsync(client, entity, identifier, cancellationToken);
            }
            catch (KubernetesException error) when (error.IsConflict() && attempt < MostTries)
            {
                var uid = entity.Metadata.Uid;
                if (await client.GetAsync<TEntity>(entity.Metadata.Name!, entity.Metadata.NamespaceProperty, cancellationToken) is not { } current
                    || current.Metadata.Uid != uid)
                {
                    return null;
                }

                entity = current;
            }
        }
    }
}
