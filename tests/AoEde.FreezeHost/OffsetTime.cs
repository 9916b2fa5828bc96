namespace AoEde.FreezeHost;

/// <summary>The real clocks, with wall time that a test may set wrong, and hours that a test lets pass at once. Timers tick as ever.</summary>
internal sealed class OffsetTime(TimeSpan offset) : TimeProvider
{
    private long _offsetTicks = offset.Ticks;
    private long _passed;

    /// <summary>Sets the wall clock wrong.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    /// <summary>Lets time pass, on both clocks.</summary>
    public void Pass(TimeSpan span)
    {
        Jump(span);
        Interlocked.Add(ref _passed, (long)(span.TotalSeconds * TimestampFrequency));
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _passed);
}
