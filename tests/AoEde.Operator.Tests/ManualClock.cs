namespace AoEde.Operator.Tests;

/// <summary>A clock that moves when it is told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => Objects.Now.AddTicks(_ticks);

    public void Advance(TimeSpan by) => _ticks += by.Ticks;
}
