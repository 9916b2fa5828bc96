namespace AoEde.Kube.Tests.Runtime;

/// <summary>A clock that many threads read and one moves; timers run on the thread that moves it, in the order in which they fall due.</summary>
internal sealed class StepTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<StepTimer> _timers = [];
    private long _ticks = Start.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many timers wait.</summary>
    public int Timers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>Moves the clock and runs what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        // In a test's own context what waits for a timer would go on elsewhere and later; without one it goes on here, before the clock does.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var end = GetTimestamp() + by.Ticks;
            while (NextDue(end) is { } due)
                due();
            Interlocked.Exchange(ref _ticks, end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private Action? NextDue(long end)
    {
        lock (_lock)
        {
            if (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is not { } next)
                return null;
            Interlocked.Exchange(ref _ticks, Math.Max(next.Due, GetTimestamp()));
            _timers.Remove(next);
            if (next.Period is { } period)
                Set(next, period);
            return next.Run;
        }
    }

    private void Set(StepTimer timer, TimeSpan delay)
    {
        timer.Due = GetTimestamp() + Math.Max(0, delay.Ticks);
        _timers.Add(timer);
    }

    private sealed class StepTimer(StepTime time, Action run) : ITimer
    {
        public Action Run { get; } = run;

        public long Due { get; set; }

        public TimeSpan? Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                Period = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                    time.Set(this, dueTime);
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
