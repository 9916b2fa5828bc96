namespace AoEde.Engine.Tests.Probe;

/// <summary>A clock at which only waiting on the segment lets time go by.</summary>
internal sealed class SegmentTime : TimeProvider
{
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int Milliseconds => (int)_now.TotalMilliseconds;

    public override long GetTimestamp() => _now.Ticks;

    public void Pass(TimeSpan time) => _now += time;
}
