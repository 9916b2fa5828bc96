namespace AoEde.Kube.Extensions;

/// <summary>A token bucket that never refuses: it says how long to wait for one's turn. Not thread-safe.</summary>
/// <param name="rate">Turns per second in the long run.</param>
/// <param name="burst">Turns at once.</param>
/// <param name="time">The clock.</param>
internal sealed class RetryBudget(double rate, int burst, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>The moment, in seconds since the start, up to which turns are given away.</summary>
    private double _given = -burst / rate;

    /// <summary>Takes a turn.</summary>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Take()
    {
        var now = time.GetElapsedTime(_start).TotalSeconds;
        _given = Math.Max(_given, now - (burst / rate)) + (1 / rate);
        return TimeSpan.FromSeconds(Math.Max(0, _given - now));
    }
}
