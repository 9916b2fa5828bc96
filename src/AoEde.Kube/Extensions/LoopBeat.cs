namespace AoEde.Kube.Extensions;

/// <summary>Whether a loop still turns. Before it is started it counts as alive.</summary>
/// <param name="time">The clock.</param>
/// <param name="allowance">How long a turn may take.</param>
internal sealed class LoopBeat(TimeProvider time, TimeSpan allowance)
{
    private long _last;
    private volatile int _state;

    /// <summary>Whether it turns.</summary>
    public bool IsLive => _state switch
    {
        0 => true,
        1 => SinceLast < allowance,
        _ => false,
    };

    /// <summary>Time since the last turn began; zero before the first.</summary>
    public TimeSpan SinceLast => _state == 0 ? TimeSpan.Zero : time.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>The loop begins; it ends when the result is disposed.</summary>
    public IDisposable Start()
    {
        Beat();
        _state = 1;
        return new End(this);
    }

    /// <summary>A turn begins, or goes on well.</summary>
    public void Beat() => Interlocked.Exchange(ref _last, time.GetTimestamp());

    private sealed class End(LoopBeat beat) : IDisposable
    {
        public void Dispose() => beat._state = 2;
    }
}
