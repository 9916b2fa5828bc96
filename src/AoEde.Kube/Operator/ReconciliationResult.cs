using AoEde.Kube.Models;

namespace AoEde.Kube.Operator;

/// <summary>What came of a reconciliation.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public sealed record ReconciliationResult<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>
{
    private ReconciliationResult(TEntity entity, bool isSuccess, string? errorMessage, Exception? error, TimeSpan? requeueAfter)
    {
        Entity = entity;
        IsSuccess = isSuccess;
        ErrorMessage = errorMessage;
        Error = error;
        RequeueAfter = requeueAfter;
    }

    /// <summary>The object as it is now.</summary>
    public TEntity Entity { get; }

    /// <summary>Whether everything that could be done was done.</summary>
    public bool IsSuccess { get; }

    /// <summary>What went wrong.</summary>
    public string? ErrorMessage { get; }

    /// <summary>What was thrown, if something was.</summary>
    public Exception? Error { get; }

    /// <summary>When to look again although nothing changes. A failure without it is tried again with backoff, for ever.</summary>
    public TimeSpan? RequeueAfter { get; set; }

#pragma warning disable CA1000 // KubeOps' own signatures: ReconciliationResult<T>.Success(..)
    /// <summary>All is done.</summary>
    public static ReconciliationResult<TEntity> Success(TEntity entity, TimeSpan? requeueAfter = null) => new(entity, true, null, null, requeueAfter);

    /// <summary>Something went wrong.</summary>
    public static ReconciliationResult<TEntity> Failure(
        TEntity entity, string errorMessage, Exception? error = null, TimeSpan? requeueAfter = null) =>
        new(entity, false, errorMessage, error, requeueAfter);
#pragma warning restore CA1000
}
