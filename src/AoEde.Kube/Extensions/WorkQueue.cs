using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Keys that somebody has to look at. A key waits at most once, is worked on by at most one worker, and comes again when it was added meanwhile.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    /// <summary>Makes an empty queue.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="options">How failures slow down.</param>
    /// <param name="time">The clock.</param>
    public WorkQueue(string name, WorkQueueOptions options, TimeProvider time) => _ = (name, options, time);

    /// <summary>How many keys wait for a worker.</summary>
    public int Depth => 0;

    /// <summary>Adds a key; nothing happens if it waits already.</summary>
    public void Add(TKey key) => throw new NotSupportedException();

    /// <summary>Adds a key later. A key has one such wish, the earliest.</summary>
    public void AddAfter(TKey key, TimeSpan delay) => throw new NotSupportedException();

    /// <summary>Adds a key that failed: the later the more often it did.</summary>
    public void AddRateLimited(TKey key) => throw new NotSupportedException();

    /// <summary>Forgets that a key has failed.</summary>
    public void Forget(TKey key) => throw new NotSupportedException();

    /// <summary>How often a key has failed since it was forgotten.</summary>
    public int Failures(TKey key) => throw new NotSupportedException();

    /// <summary>Takes a key to work on; <see cref="Done"/> has to follow.</summary>
    public ValueTask<TKey> TakeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Gives a key back after the work.</summary>
    public void Done(TKey key) => throw new NotSupportedException();

    /// <summary>Works until cancelled, then lets workers end for a while.</summary>
    /// <param name="workers">How many at once.</param>
    /// <param name="work">The work on a key. When it throws, the key comes again with backoff; else its failures are forgotten.</param>
    /// <param name="logger">Hears of what was thrown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task RunAsync(int workers, Func<TKey, CancellationToken, Task> work, ILogger logger, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
