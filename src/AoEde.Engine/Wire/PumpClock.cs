using System.Diagnostics;

namespace AoEde.Engine.Wire;

/// <summary>The time of the current round of a pump: read once per batch, since asking the kernel costs tens of nanoseconds.</summary>
internal sealed class PumpClock
{
    private static readonly long TicksPerMillisecond = Stopwatch.Frequency / 1000;

    /// <summary>Stopwatch ticks at the last <see cref="Read"/>.</summary>
    public long Now { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>The same in milliseconds.</summary>
    public long NowMilliseconds => Now / TicksPerMillisecond;

    public void Read() => Now = Stopwatch.GetTimestamp();
}
