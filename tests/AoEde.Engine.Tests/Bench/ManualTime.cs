namespace AoEde.Engine.Tests.Bench;

/// <summary>A clock that stands still until the test moves it; its timers fire on the way.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now = TimeSpan.TicksPerDay;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), period, GetTimestamp() + dueTime.Ticks);
        lock (_gate)
            _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        long end = GetTimestamp() + by.Ticks;
        while (Next(end) is { } timer)
        {
            Volatile.Write(ref _now, timer.Due);
            timer.Fire();
        }

        Volatile.Write(ref _now, end);
    }

    private ManualTimer? Next(long end)
    {
        lock (_gate)
            return _timers.Where(t => t.Due <= end).MinBy(t => t.Due);
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualTime time, Action fire, TimeSpan period, long due) : ITimer
    {
        public long Due { get; private set; } = due;

        public void Fire()
        {
            Due += period.Ticks;
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
