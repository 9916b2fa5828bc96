using AoEde.Engine;

namespace AoEde.NodeAgent.Freezes;

/// <summary>The engine itself.</summary>
internal sealed class HostFreezes(TargetHost host) : IFreezeEngine
{
    /// <inheritdoc/>
    public event EventHandler<HoldEndedEventArgs>? HoldEnded
    {
        add => host.HoldEnded += value;
        remove => host.HoldEnded -= value;
    }

    /// <inheritdoc/>
    public event EventHandler? Changed
    {
        add => host.Changed += value;
        remove => host.Changed -= value;
    }

    /// <inheritdoc/>
    public IReadOnlyList<TargetStatus> Status() => host.Status();

    /// <inheritdoc/>
    public Task FreezeAsync(FreezeRequest request, CancellationToken cancellation) => host.FreezeAsync(request, cancellation);

    /// <inheritdoc/>
    public Task RenewAsync(string id, TimeSpan? ttl, CancellationToken cancellation) => host.RenewAsync(id, ttl, cancellation);

    /// <inheritdoc/>
    public Task ReleaseAsync(string id, CancellationToken cancellation) => host.ReleaseAsync(id, cancellation);

    /// <inheritdoc/>
    public IReadOnlyList<ChangedRange> ChangedRanges(string target) => host.ChangedRanges(target);
}
