using AoEde.Kube.Client;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Extensions;

/// <summary>
/// Lets one of several processes lead, by a Lease. Whether a lease has run out is judged by the own clock since it last changed, never by comparing clocks.
/// </summary>
public sealed class LeaseElector
{
    private readonly LeaseElectorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LeaseClaim _claim;
    private readonly LoopBeat _beat;
    private long _renewed;
    private CancellationToken _leadership = new(canceled: true);
    private volatile bool _leads;
    private string? _told;

    /// <summary>Makes one that does not lead.</summary>
    /// <param name="client">The server.</param>
    /// <param name="namespace">Namespace of the lease.</param>
    /// <param name="name">Its name.</param>
    /// <param name="identity">The pod or process; something random is added, so that a restarted process is another.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of every change and every failure.</param>
    /// <param name="options">How long leadership lasts.</param>
    public LeaseElector(
        IKubernetesClient client, string @namespace, string name, string identity, TimeProvider time, ILogger logger, LeaseElectorOptions? options = null)
    {
        _options = options ?? new();
        _time = time;
        _logger = logger;
        Identity = $"{identity}_{Guid.NewGuid().ToString("N")[..8]}";
        _claim = new(client, new(@namespace, name), Identity, _options.LeaseDuration, time);
        _beat = new(time, (4 * _options.LeaseDuration) + TimeSpan.FromMinutes(1));
    }

    /// <summary>The identity with its random part.</summary>
    public string Identity { get; }

    /// <summary>Whether this process leads now, by the clock: true only while nobody else can have taken over.</summary>
    public bool IsLeader => _leads && !_leadership.IsCancellationRequested && SinceRenewed < _options.LeaseDuration;

    /// <summary>Who leads, as last seen; null when nobody does.</summary>
    public string? Leader => _claim.Holder;

    /// <summary>Cancelled when leadership ends; already so while this process does not lead.</summary>
    public CancellationToken LeadershipToken => _leads ? _leadership : new(canceled: true);

    /// <summary>How it is: ready as leader or in waiting, once the lease was seen.</summary>
    public HealthPart Health =>
        new($"lease {_claim.Lease}", _beat.IsLive, _claim.WasSeen, IsLeader ? "leads" : $"waits; leader is {Leader ?? "nobody"}");

    private TimeSpan SinceRenewed => _time.GetElapsedTime(Interlocked.Read(ref _renewed));

    /// <summary>Competes until cancelled. Leadership is given back only after the work has ended.</summary>
    /// <param name="lead">
    /// The work of a leader. Its token is cancelled when leadership ends; it must end soon after. When it ends by itself, leadership is given up;
    /// what it throws ends everything, and the lease is left to run out.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var gauge = RuntimeMetrics.Leader(_claim.Lease.ToString(), () => IsLeader ? 1 : 0);
        using var running = _beat.Start();
        try
        {
            while (true)
            {
                await AcquireAsync(cancellationToken);
                await LeadAsync(lead, cancellationToken);
                await Task.Delay(_options.RetryPeriod, _time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    private async Task AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            _beat.Beat();
            var asked = _time.GetTimestamp();
            if (await TryAsync(_options.RenewDeadline, cancellationToken) == LeaseClaimResult.Held)
            {
                Interlocked.Exchange(ref _renewed, asked);
                return;
            }

            TellLeader();
            await Task.Delay(RandomDelay.Spread(_options.RetryPeriod, 0.2), _time, cancellationToken);
        }
    }

    private async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        using var leadership = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var renewing = new CancellationTokenSource();
        _leadership = leadership.Token;
        _leads = true;
        _told = null;
        RuntimeLog.Leads(_logger, _claim.Lease.ToString(), Identity);

        var renewal = RenewAsync(renewing.Token);
        var work = Task.Run(() => lead(leadership.Token), CancellationToken.None);
        await Task.WhenAny(renewal, work);
        await leadership.CancelAsync();

        // The lease is renewed until the work has ended, however long that takes: only then may another begin.
        await EndAsync(work, renewal);
        await renewing.CancelAsync();
        var lost = await renewal;
        _leads = false;
        if (lost is not null)
            RuntimeLog.NoLongerLeads(_logger, _claim.Lease.ToString(), Identity, lost);
        else if (!work.IsFaulted && _options.ReleaseOnCancel)
            await ReleaseAsync();
        if (work.IsFaulted)
            await work;
    }

    private async Task EndAsync(Task work, Task<string?> renewal)
    {
        var lost = LeaseOverAsync(renewal);
        if (await Task.WhenAny(work, lost) == lost && !work.IsCompleted)
            RuntimeLog.WorkOutlivesLease(_logger, _claim.Lease.ToString(), Identity);
        await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task LeaseOverAsync(Task<string?> renewal)
    {
        if (await renewal is not null && _options.LeaseDuration - SinceRenewed is var left && left > TimeSpan.Zero)
            await Task.Delay(left, _time, CancellationToken.None);
    }

    /// <summary>Renews until told to stop.</summary>
    /// <returns>Why leadership was lost; null when it was not.</returns>
    private async Task<string?> RenewAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                _beat.Beat();
                await Task.Delay(_options.RetryPeriod, _time, stop);
                var left = _options.RenewDeadline - SinceRenewed;
                if (left <= TimeSpan.Zero)
                    return $"the lease could not be renewed for {SinceRenewed.TotalSeconds:0.0} s";
                var asked = _time.GetTimestamp();
                var result = await TryAsync(left, stop);
                if (result == LeaseClaimResult.Held)
                    Interlocked.Exchange(ref _renewed, asked);
                else if (result == LeaseClaimResult.HeldByAnother)
                    return $"{Leader} has taken the lease";
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<LeaseClaimResult> TryAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await _claim.TryHoldAsync(_leads, either.Token);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var message = late.IsCancellationRequested ? $"no answer within {limit.TotalSeconds:0.0} s" : error.Message;
            RuntimeLog.LeaseFailed(_logger, _claim.Lease.ToString(), _claim.Verb, message);
            return LeaseClaimResult.Undecided;
        }
    }

    private async Task ReleaseAsync()
    {
        using var late = new CancellationTokenSource(_options.RetryPeriod + TimeSpan.FromSeconds(1), _time);
        try
        {
            await _claim.ReleaseAsync(late.Token);
            RuntimeLog.Released(_logger, _claim.Lease.ToString(), Identity);
        }
        catch (Exception error)
        {
            // It runs out by itself; the next leader waits that long.
            RuntimeLog.LeaseFailed(_logger, _claim.Lease.ToString(), _claim.Verb, error.Message);
        }
    }

    private void TellLeader()
    {
        if (Leader is not { } leader || leader == _told)
            return;
        _told = leader;
        RuntimeLog.Follows(_logger, _claim.Lease.ToString(), leader, Identity);
    }
}
