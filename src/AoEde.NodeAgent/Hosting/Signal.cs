using System.Threading.Channels;

namespace AoEde.NodeAgent.Hosting;

/// <summary>Wakes one loop. Many calls before it looks are one; none is lost.</summary>
internal sealed class Signal
{
    private readonly Channel<bool> _set = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes the loop; from any thread, never blocks.</summary>
    public void Set() => _set.Writer.TryWrite(true);

    /// <summary>Waits for the next <see cref="Set"/>.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task WaitAsync(CancellationToken cancellation) => await _set.Reader.ReadAsync(cancellation);

    /// <summary>Waits for the next <see cref="Set"/>, or for some time.</summary>
    /// <param name="atMost">How long; null for as long as it takes.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WaitAsync(TimeSpan? atMost, TimeProvider time, CancellationToken cancellation)
    {
        if (atMost is not { } longest)
        {
            await WaitAsync(cancellation);
            return;
        }

        if (longest <= TimeSpan.Zero)
        {
            _set.Reader.TryRead(out _);
            return;
        }

        using var limit = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _set.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
