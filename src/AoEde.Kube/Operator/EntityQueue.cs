using AoEde.Kube.Models;

namespace AoEde.Kube.Operator;

/// <summary>Why an object is looked at.</summary>
public enum ReconciliationType
{
    /// <summary>It came to be.</summary>
    Added,

    /// <summary>It changed, or its time has come.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>Who says that an object is to be looked at.</summary>
public enum ReconciliationTriggerSource
{
    /// <summary>A change on the server.</summary>
    ApiServer,

    /// <summary>The operator itself.</summary>
    Operator,
}

/// <summary>How grave an event is.</summary>
public enum EventType
{
    /// <summary>All is well.</summary>
    Normal,

    /// <summary>Somebody ought to look.</summary>
    Warning,
}

/// <summary>Has an object looked at, now or later; several wishes for one object become one.</summary>
/// <param name="entity">The object; only its name and namespace count.</param>
/// <param name="type">Why.</param>
/// <param name="reconciliationTriggerSource">Who says so.</param>
/// <param name="queueIn">When.</param>
/// <param name="retryCount">How often it failed before.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate Task<bool> EntityQueue<TEntity>(
    TEntity entity, ReconciliationType type, ReconciliationTriggerSource reconciliationTriggerSource, TimeSpan queueIn, int retryCount,
    CancellationToken cancellationToken)
    where TEntity : IKubernetesObject<V1ObjectMeta>;

/// <summary>Records an event on an object; never throws, never waits for the server.</summary>
/// <param name="entity">The object.</param>
/// <param name="reason">One CamelCase word.</param>
/// <param name="message">A sentence for people.</param>
/// <param name="type">How grave it is.</param>
/// <param name="cancellationToken">Gives up.</param>
public delegate Task EventPublisher(
    IKubernetesObject<V1ObjectMeta> entity, string reason, string message, EventType type = EventType.Normal,
    CancellationToken cancellationToken = default);

/// <summary>Adds a finalizer to an object, if it is not there.</summary>
/// <param name="entity">The object as it was read.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The object with it.</returns>
public delegate Task<TEntity> EntityFinalizerAttacher<TImplementation, TEntity>(TEntity entity, CancellationToken cancellationToken = default)
    where TImplementation : IEntityFinalizer<TEntity>
    where TEntity : IKubernetesObject<V1ObjectMeta>;
