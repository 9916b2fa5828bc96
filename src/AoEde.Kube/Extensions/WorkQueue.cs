using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Keys that somebody has to look at. A key waits at most once, is worked on by at most one worker, and comes again when it was added meanwhile.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <remarks>
/// The three sets are client-go's: what is wanted, what is worked on, and the line of those that are wanted and not worked on.
/// </remarks>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly HashSet<TKey> _wanted = [];
    private readonly Dictionary<TKey, long> _working = [];
    private readonly Channel<TKey> _line = Channel.CreateUnbounded<TKey>();
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly DelayedKeys<TKey> _delayed;
    private readonly RetryBudget _budget;
    private readonly Backoff _backoff;
    private readonly WorkQueueOptions _options;
    private readonly TimeProvider _time;
    private readonly KeyValuePair<string, object?> _tag;
    private readonly IDisposable _gauge;
    private bool _closed;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="options">How failures slow down.</param>
    /// <param name="time">The clock.</param>
    public WorkQueue(string name, WorkQueueOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _delayed = new(time, Add);
        _backoff = Backoff.Around(options.FirstBackoff, options.LongestBackoff, options.Jitter);
        _budget = new(options.OverallRate, options.OverallBurst, time);
        _tag = new("queue", name);
        _gauge = RuntimeMetrics.QueueDepth(name, () => Depth);
    }

    /// <summary>How many keys wait for a worker.</summary>
    public int Depth => _line.Reader.Count;

    /// <summary>For how long the work that began first has been going on; zero when there is none.</summary>
    public TimeSpan OldestWork
    {
        get
        {
            lock (_lock)
            {
                return _working.Count == 0 ? TimeSpan.Zero : _time.GetElapsedTime(_working.Values.Min());
            }
        }
    }

    /// <summary>Adds a key; nothing happens if it waits already, or if the queue is shut down.</summary>
    public void Add(TKey key)
    {
        lock (_lock)
        {
            if (_closed || !_wanted.Add(key))
                return;
            if (!_working.ContainsKey(key))
                _line.Writer.TryWrite(key);
        }

        RuntimeMetrics.QueueAdds.Add(1, _tag);
    }

    /// <summary>Adds a key later. A key has one such wish, the earliest.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        if (delay <= TimeSpan.Zero)
            Add(key);
        else
            _delayed.Add(key, delay);
    }

    /// <summary>Adds a key that failed: the later the more often it did.</summary>
    public void AddRateLimited(TKey key)
    {
        TimeSpan delay;
        lock (_lock)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            var own = _backoff.After(failures);
            var overall = _budget.Take();
            delay = own > overall ? own : overall;
        }

        RuntimeMetrics.QueueRetries.Add(1, _tag);
        AddAfter(key, delay);
    }

    /// <summary>Forgets that a key has failed.</summary>
    public void Forget(TKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>How often a key has failed since it was forgotten.</summary>
    public int Failures(TKey key)
    {
        lock (_lock)
        {
            return _failures.GetValueOrDefault(key);
        }
    }

    /// <summary>Takes a key to work on; <see cref="Done"/> has to follow.</summary>
    public async ValueTask<TKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await _line.Reader.ReadAsync(cancellationToken);
        lock (_lock)
        {
            _wanted.Remove(key);
            _working.Add(key, _time.GetTimestamp());
        }

        return key;
    }

    /// <summary>Gives a key back after the work. When it was added meanwhile, it waits again.</summary>
    public void Done(TKey key)
    {
        lock (_lock)
        {
            _working.Remove(key);
            if (_wanted.Contains(key))
                _line.Writer.TryWrite(key);
        }
    }

    /// <summary>Works until cancelled, then takes nothing in and lets workers end for a while.</summary>
    /// <param name="workers">How many at once.</param>
    /// <param name="work">The work on a key. What it throws counts as a failure.</param>
    /// <param name="logger">Hears of what was thrown.</param>
    /// <param name="cancellationToken">Ends it, and the work in progress.</param>
    /// <exception cref="TimeoutException">Work did not end in time after cancellation; it may still be going on.</exception>
    public async Task RunAsync(
        int workers, Func<TKey, CancellationToken, Task<WorkOutcome>> work, ILogger logger, CancellationToken cancellationToken)
    {
        var running = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(work, logger, cancellationToken), CancellationToken.None)));
        await Task.WhenAny(running, Task.Delay(Timeout.Infinite, cancellationToken));
        Close();
        try
        {
            await running.WaitAsync(_options.ShutdownTimeout, _time, CancellationToken.None);
        }
        catch (TimeoutException error)
        {
            var seconds = _options.ShutdownTimeout.TotalSeconds;
            throw new TimeoutException($"work on {string.Join(", ", Working())} did not end within {seconds:0} s of being cancelled", error);
        }
    }

    /// <summary>Works until cancelled, as <see cref="RunAsync(int, Func{TKey, CancellationToken, Task{WorkOutcome}}, ILogger, CancellationToken)"/>.</summary>
    /// <param name="workers">How many at once.</param>
    /// <param name="work">The work on a key. When it throws, the key comes again with backoff; else its failures are forgotten.</param>
    /// <param name="logger">Hears of what was thrown.</param>
    /// <param name="cancellationToken">Ends it, and the work in progress.</param>
    public Task RunAsync(int workers, Func<TKey, CancellationToken, Task> work, ILogger logger, CancellationToken cancellationToken)
    {
        return RunAsync(workers, Work, logger, cancellationToken);

        async Task<WorkOutcome> Work(TKey key, CancellationToken token)
        {
            await work(key, token);
            return WorkOutcome.Done;
        }
    }

    /// <summary>Takes nothing in any more, and forgets what was to come later.</summary>
    public void Dispose()
    {
        Close();
        _gauge.Dispose();
    }

    private void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        _delayed.Dispose();
    }

    private TKey[] Working()
    {
        lock (_lock)
        {
            return [.. _working.Keys];
        }
    }

    private async Task WorkAsync(Func<TKey, CancellationToken, Task<WorkOutcome>> work, ILogger logger, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TKey key;
            try
            {
                key = await TakeAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                Settle(key, await work(key, cancellationToken));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                AddRateLimited(key);
                RuntimeLog.WorkFailed(logger, error, key, Failures(key));
            }
            finally
            {
                Done(key);
            }
        }
    }

    private void Settle(TKey key, WorkOutcome outcome)
    {
        if (outcome.Succeeded)
            Forget(key);
        if (outcome.Again is { } again)
            AddAfter(key, again);
        else if (!outcome.Succeeded)
            AddRateLimited(key);
    }
}
