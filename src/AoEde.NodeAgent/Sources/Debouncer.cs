namespace AoEde.NodeAgent.Sources;

/// <summary>
/// Joins a burst of signals into one call: it comes when there was quiet for a while, and no later than a bound after the first
/// signal, so that a folder which never rests is still read.
/// </summary>
internal sealed class Debouncer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _quiet;
    private readonly TimeSpan _longest;
    private readonly Action _fire;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private long _firstSignal;
    private bool _pending;

    /// <summary>Prepares; nothing runs before the first signal.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="quiet">How long it must have been quiet.</param>
    /// <param name="longest">How long after the first signal of a burst the call is made even without quiet.</param>
    /// <param name="fire">The call; made on a timer's thread, never twice at once for one burst.</param>
    public Debouncer(TimeProvider time, TimeSpan quiet, TimeSpan longest, Action fire)
    {
        _time = time;
        _quiet = quiet;
        _longest = longest;
        _fire = fire;
        _timer = time.CreateTimer(_ => Elapsed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something happened.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            if (!_pending)
            {
                _pending = true;
                _firstSignal = _time.GetTimestamp();
            }

            var left = _longest - _time.GetElapsedTime(_firstSignal);
            var due = left < _quiet ? left : _quiet;
            _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Drops a pending call.</summary>
    public void Dispose() => _timer.Dispose();

    private void Elapsed()
    {
        lock (_gate)
        {
            if (!_pending)
            {
                return;
            }

            _pending = false;
        }

        _fire();
    }
}
