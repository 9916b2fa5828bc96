using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>Says that a process lives, by renewing a Lease. It is not given back at the end: others notice when it goes stale.</summary>
public sealed class HeartbeatLease
{
    private readonly IKubernetesClient _client;
    private readonly ObjectKey _lease;
    private readonly string _holder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _renew;
    private readonly TimeSpan _duration;
    private readonly LoopBeat _beat;
    private V1Lease? _last;
    private long _renewedAt;
    private bool _fails;

    /// <summary>Makes one.</summary>
    /// <param name="client">The server.</param>
    /// <param name="namespace">Namespace of the lease.</param>
    /// <param name="name">Its name.</param>
    /// <param name="holder">Who lives.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of failures, once each time they begin.</param>
    /// <param name="renew">How often it is renewed; 10 s if not given.</param>
    /// <param name="duration">After how long it is stale; 40 s if not given.</param>
    public HeartbeatLease(
        IKubernetesClient client, string @namespace, string name, string holder, TimeProvider time, ILogger logger,
        TimeSpan? renew = null, TimeSpan? duration = null)
    {
        _client = client;
        _lease = new(@namespace, name);
        _holder = holder;
        _time = time;
        _logger = logger;
        _renew = renew ?? TimeSpan.FromSeconds(10);
        _duration = duration ?? TimeSpan.FromSeconds(40);
        _beat = new(time, (2 * _duration) + TimeSpan.FromMinutes(1));
    }

    /// <summary>The object without which the lease is removed, such as the Node.</summary>
    public V1OwnerReference? Owner { get; init; }

    /// <summary>When it was renewed last; null before the first time.</summary>
    public DateTimeOffset? LastRenewed => Interlocked.Read(ref _renewedAt) is var ticks and not 0 ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>How it is. Ready once it was renewed: what it says does not depend on the server being there all the time.</summary>
    public HealthPart Health =>
        new($"heartbeat {_lease}", _beat.IsLive, LastRenewed is not null, LastRenewed is { } at ? $"renewed at {at:u}" : "not renewed yet");

    /// <summary>Renews until cancelled; failures are tried again for ever.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var running = _beat.Start();
        try
        {
            while (true)
            {
                _beat.Beat();
                var well = await BeatAsync(cancellationToken);

                // After a failure sooner: a lease that is nearly stale should not wait a whole period.
                await Task.Delay(well ? _renew : RandomDelay.Spread(_renew / 4, 0.2), _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    private async Task<bool> BeatAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(_renew, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            _last = await WriteAsync(either.Token);
            Interlocked.Exchange(ref _renewedAt, _time.GetUtcNow().UtcTicks);
            if (_fails)
                RuntimeLog.HeartbeatBack(_logger, _lease.ToString());
            _fails = false;
            return true;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Somebody may have changed or removed it: read it the next time.
            _last = null;
            if (!_fails)
                RuntimeLog.HeartbeatFails(_logger, _lease.ToString(), late.IsCancellationRequested ? "no answer in time" : error.Message);
            _fails = true;
            return false;
        }
    }

    private async Task<V1Lease> WriteAsync(CancellationToken cancellationToken)
    {
        var known = _last ?? await _client.GetAsync<V1Lease>(_lease.Name, _lease.Namespace, cancellationToken);
        try
        {
            return known is null
                ? await _client.CreateAsync(Beat(new() { Metadata = new() { Name = _lease.Name, NamespaceProperty = _lease.Namespace } }), cancellationToken)
                : await _client.UpdateAsync(Beat(known), cancellationToken);
        }
        catch (KubernetesException error) when (_last is not null && (error.IsConflict() || error.IsNotFound()))
        {
            _last = null;
            return await WriteAsync(cancellationToken);
        }
    }

    private V1ObjectMeta Owned(V1ObjectMeta known) =>
        Owner is null || known.OwnerReferences?.Any(owner => owner.Uid == Owner.Uid) == true ? known : known with { OwnerReferences = [Owner] };

    private V1Lease Beat(V1Lease known)
    {
        var now = _time.GetUtcNow();
        var same = known.Spec.HolderIdentity == _holder;
        return known with
        {
            Metadata = Owned(known.Metadata),
            Spec = new()
            {
                HolderIdentity = _holder,
                LeaseDurationSeconds = (int)Math.Ceiling(_duration.TotalSeconds),
                AcquireTime = same ? known.Spec.AcquireTime ?? now : now,
                RenewTime = now,
                LeaseTransitions = (known.Spec.LeaseTransitions ?? 0) + (same || known.Spec.HolderIdentity is null ? 0 : 1),
            },
        };
    }
}
