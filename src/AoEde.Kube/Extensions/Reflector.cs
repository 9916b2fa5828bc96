using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Keeps a store equal to the server: lists, then watches, and lists anew only when the server has forgotten where the watch was. Works without a host.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public sealed class Reflector<TEntity> : IObjectStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Makes one that knows nothing yet.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">What to follow.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of lists, of watches that broke and why.</param>
    public Reflector(IListWatch client, ReflectorOptions options, TimeProvider time, ILogger logger) => _ = (client, options, time, logger);

    /// <summary>What is known.</summary>
    public ObjectStore<TEntity> Store { get; } = new();

    /// <inheritdoc/>
    public bool HasSynced => Store.HasSynced;

    /// <summary>When the server was last heard: a list, an event or a bookmark. Null before the first.</summary>
    public DateTimeOffset? LastActivity => null;

    /// <summary>How often a watch ended other than by the server's own timing.</summary>
    public long Restarts => 0;

    /// <summary>How it is.</summary>
    public HealthPart Health => new("", true, HasSynced, "");

    /// <inheritdoc/>
    public TEntity? Find(string name, string? @namespace = null) => Store.Find(name, @namespace);

    /// <inheritdoc/>
    public IReadOnlyCollection<TEntity> List() => Store.List();

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<TEntity?, TEntity?> changed) => Store.Subscribe(changed);

    /// <summary>Ends when the first list is in.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Runs until cancelled; failures are tried again for ever.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
