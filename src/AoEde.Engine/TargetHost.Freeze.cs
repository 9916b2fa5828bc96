using AoEde.Engine.Hosting;

namespace AoEde.Engine;

/// <summary>Freezing and thawing.</summary>
public sealed partial class TargetHost
{
    /// <summary>Raised, on a thread of the engine, when a hold has ended. A handler must not wait for the engine.</summary>
    public event EventHandler<HoldEndedEventArgs>? HoldEnded;

    /// <summary>
    /// Freezes targets at one moment: every write acknowledged before is in the base, none after. Returns when their bases are
    /// immutable and that is stored.
    /// </summary>
    /// <param name="request">What to freeze, for whom, how long.</param>
    /// <param name="ct">Gives up waiting; what was begun is completed.</param>
    /// <exception cref="FreezeException">It could not be done; nothing is frozen.</exception>
    public Task FreezeAsync(FreezeRequest request, CancellationToken ct) => DoAsync(() => _freezes.FreezeAsync(request), ct);

    /// <summary>Lets a hold last for its time from now on.</summary>
    /// <param name="id">The hold.</param>
    /// <param name="ttl">Another time; null keeps the one it has.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    public Task RenewAsync(string id, TimeSpan? ttl, CancellationToken ct) => DoAsync(
        () =>
        {
            _freezes.Renew(id, ttl);
            return Task.CompletedTask;
        }, ct);

    /// <summary>Ends a hold; a target that nobody holds any more thaws. Returns when merging has begun, not when it is over.</summary>
    /// <param name="id">The hold.</param>
    /// <param name="ct">Gives up waiting; what was begun is completed.</param>
    /// <exception cref="FreezeException">There is no such hold.</exception>
    public Task ReleaseAsync(string id, CancellationToken ct) => DoAsync(() => _freezes.ReleaseAsync(id), ct);

    /// <summary>What was written since a target was frozen: the ranges an incremental backup must look at next time.</summary>
    /// <param name="target">The target's name.</param>
    /// <returns>Ascending, disjoint, not adjacent; empty while thawed.</returns>
    public IReadOnlyList<ChangedRange> ChangedRanges(string target)
    {
        // In the control loop, where no shadow is closed meanwhile.
        IReadOnlyList<ChangedRange> ranges = [];
        _control.DoAsync(() =>
        {
            if (_supervisor.Records.FirstOrDefault(r => r.Options.Name == target)?.Freeze is { } freeze)
                ranges = [.. freeze.Shadow.Map.Ranges()];
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        return ranges;
    }

    private async Task DoAsync(Func<Task> work, CancellationToken ct)
    {
        await _control.DoAsync(work).WaitAsync(ct);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void OnFreezeTick()
    {
        if (_freezes.IsBusy)
            _control.Post(TickFreezesAsync);
    }

    private async Task TickFreezesAsync()
    {
        if (await _freezes.TickAsync())
            Changed?.Invoke(this, EventArgs.Empty);
    }

    private void MergeDone(TargetRecord record) => Post(() => _freezes.FinishAsync(record));

    private void ShadowFull(TargetRecord record) => Post(() => _freezes.FullAsync(record));

    private void RaiseHoldEnded(HoldEndedEventArgs ended) => HoldEnded?.Invoke(this, ended);
}
