using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Keeps a store equal to the server: lists, then watches, and lists anew only when the server has forgotten where the watch was. Works without a host.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public sealed class Reflector<TEntity> : IObjectStore<TEntity>, IReflector
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly string Kind = EntityKind.Of(typeof(TEntity)).Kind;

    private readonly IListWatch _client;
    private readonly ReflectorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LoopBeat _beat;
    private readonly Backoff _backoff;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _restarts;
    private long _heard;
    private long _heardAt;
    private string? _version;
    private int _failures;

    /// <summary>Makes one that knows nothing yet.</summary>
    /// <param name="client">The server.</param>
    /// <param name="options">What to follow.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of lists, of watches that broke and why.</param>
    public Reflector(IListWatch client, ReflectorOptions options, TimeProvider time, ILogger logger)
    {
        _client = client;
        _options = options;
        _time = time;
        _logger = logger;
        _beat = new(time, options.IdleTimeout + options.LongestBackoff + TimeSpan.FromMinutes(2));
        _backoff = Backoff.Around(options.FirstBackoff, options.LongestBackoff, 0.2);
        Store = new(error => RuntimeLog.SubscriberFailed(logger, error, Kind));
    }

    /// <summary>What is known.</summary>
    public ObjectStore<TEntity> Store { get; }

    /// <inheritdoc/>
    public bool HasSynced => Store.HasSynced;

    /// <summary>When the server was last heard: a list, an event or a bookmark. Null before the first.</summary>
    public DateTimeOffset? LastActivity
    {
        get => Interlocked.Read(ref _heardAt) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;
        private set => Interlocked.Exchange(ref _heardAt, value?.UtcTicks ?? 0);
    }

    /// <summary>How often a watch ended for another reason than that its time was over.</summary>
    public long Restarts => Interlocked.Read(ref _restarts);

    /// <summary>How it is.</summary>
    public HealthPart Health => new($"watch of {Kind}", _beat.IsLive, HasSynced, HasSynced ? $"{Store.Count} objects" : "not listed yet");

    /// <inheritdoc/>
    public TEntity? Find(string name, string? @namespace = null) => Store.Find(name, @namespace);

    /// <inheritdoc/>
    public IReadOnlyCollection<TEntity> List() => Store.List();

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<TEntity?, TEntity?> changed) => Store.Subscribe(changed);

    /// <summary>Ends when the first list is in.</summary>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>Runs until cancelled; failures are tried again for ever.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _heard = _time.GetTimestamp();
        using var age = RuntimeMetrics.WatchAge(Kind, () => _time.GetElapsedTime(Interlocked.Read(ref _heard)).TotalSeconds);
        using var running = _beat.Start();
        try
        {
            while (true)
            {
                var pause = await TurnAsync(cancellationToken);
                _beat.Beat();
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end; a connection that broke at that very moment is no failure.
        }
    }

    /// <summary>Lists if need be, watches until that ends, and says how long to pause.</summary>
    private async Task<TimeSpan> TurnAsync(CancellationToken cancellationToken)
    {
        var step = "list";
        var began = _time.GetTimestamp();
        try
        {
            var version = _version ??= await ListAsync(cancellationToken);
            step = "watch";
            began = _time.GetTimestamp();
            await WatchReader.FollowAsync(_client, _options, version, Store, Heard, _time, cancellationToken);
            Count("closed");
            Settle(began);
            return RandomDelay.Spread(_options.Pause, 0.5);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Settle(began);
            return Failed(step, error);
        }
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        var (items, version) = await ListReader.ReadAsync<TEntity>(_client, _options, Hear, cancellationToken);
        Store.Replace(items);
        _synced.TrySetResult();
        RuntimeLog.Listed(_logger, Kind, items.Count, version);
        return version;
    }

    private void Heard(WatchEventType type, string? version)
    {
        Hear();
        _version = version ?? _version;
        RuntimeMetrics.WatchEvents.Add(1, new KeyValuePair<string, object?>("kind", Kind), new KeyValuePair<string, object?>("type", type.ToString()));
    }

    private void Hear()
    {
        _beat.Beat();
        Interlocked.Exchange(ref _heard, _time.GetTimestamp());
        LastActivity = _time.GetUtcNow();
    }

    /// <summary>Failures before a watch that lived long are forgotten.</summary>
    private void Settle(long began)
    {
        if (_time.GetElapsedTime(began) >= _options.Healthy)
            _failures = 0;
    }

    private TimeSpan Failed(string step, Exception error)
    {
        _failures++;
        var backoff = _backoff.After(_failures);
        var pause = backoff > error.RetryAfter() ? backoff : error.RetryAfter();
        switch (error)
        {
            case KubernetesException expired when expired.IsExpired():
                RuntimeLog.Expired(_logger, Kind, _version ?? "");
                _version = null;
                Count("expired");
                break;
            case WatchIdleException:
                RuntimeLog.Idle(_logger, Kind, _options.IdleTimeout.TotalSeconds);
                Count("idle");
                break;
            default:
                RuntimeLog.WatchFailed(_logger, Kind, step, _failures, pause.TotalSeconds, error.Message);
                Count("error");
                break;
        }

        return pause;
    }

    private void Count(string reason)
    {
        if (reason != "closed")
            Interlocked.Increment(ref _restarts);
        RuntimeMetrics.WatchRestarts.Add(1, new KeyValuePair<string, object?>("kind", Kind), new KeyValuePair<string, object?>("reason", reason));
    }
}
