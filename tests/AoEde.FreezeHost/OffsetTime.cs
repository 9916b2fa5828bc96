namespace AoEde.FreezeHost;

/// <summary>The real clock, with wall time that a test may set wrong; monotonic time is right.</summary>
internal sealed class OffsetTime(TimeSpan offset) : TimeProvider
{
    private long _offsetTicks = offset.Ticks;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offsetTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
}
