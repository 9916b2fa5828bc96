namespace AoEde.Engine.Tests.Freeze;

/// <summary>A clock that work moves on, and that jumps to the end of each rest as soon as it begins.</summary>
internal sealed class RestingTime : TimeProvider
{
    private long _now = TimeSpan.TicksPerDay;

    /// <summary>How long each rest was, in order.</summary>
    public List<TimeSpan> Rests { get; } = [];

    /// <summary>Whether rests never end instead.</summary>
    public bool StandsStill { get; init; }

    /// <summary>Set when a rest begins.</summary>
    public ManualResetEventSlim HasRested { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public void Work(TimeSpan time) => Volatile.Write(ref _now, _now + time.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Rests.Add(dueTime);
        HasRested.Set();
        if (!StandsStill)
        {
            Work(dueTime);
            callback(state);
        }

        return new Fired();
    }

    private sealed class Fired : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
