namespace AoEde.Kube.Client.Transport;

/// <summary>A bucket of tokens, one for each request: protects a small cluster from our mistakes. First come, first served.</summary>
/// <param name="perSecond">Tokens that are added in a second.</param>
/// <param name="burst">Tokens that it holds, and has at first.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestThrottle(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes a token, or waits for the one that will be added for it.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = Take();
        return wait == TimeSpan.Zero ? Task.CompletedTask : DelayAsync(wait, cancellationToken);
    }

    private TimeSpan Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond)) - 1;
            _at = now;
            return _tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / perSecond);
        }
    }

    private async Task DelayAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
                _tokens++;
            throw;
        }
    }
}
