using Microsoft.Extensions.Hosting;

namespace AoEde.Operator.Feeds;

/// <summary>
/// Listens to stores for as long as the program runs, and has objects looked at whose decision depends on what changed. Runs on every replica, so
/// that one that becomes leader knows what happened.
/// </summary>
internal abstract class Feed : IHostedService, IDisposable
{
    private IReadOnlyList<IDisposable> _subscriptions = [];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions = [.. Subscribe()];
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
            subscription.Dispose();
        _subscriptions = [];
    }

    /// <summary>Subscribes to stores. Callbacks must not block.</summary>
    protected abstract IEnumerable<IDisposable> Subscribe();
}
