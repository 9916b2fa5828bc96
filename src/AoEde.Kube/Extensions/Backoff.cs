namespace AoEde.Kube.Extensions;

/// <summary>
/// How long to wait before another try: twice as long after each failure, up to a most, and varied by chance, so that many who failed together do
/// not come back together.
/// </summary>
/// <param name="first">The wait after the first failure.</param>
/// <param name="longest">The wait that it stops growing at.</param>
/// <param name="least">The least part of itself that a wait is: 0.8 for 80 %.</param>
/// <param name="most">The largest: 1.2 for 120 %.</param>
/// <param name="chance">A number from 0 up to 1; a random one if not given.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, double least, double most, Func<double>? chance = null)
{
#pragma warning disable CA5394 // spreads load; nothing is secret about it
    private readonly Func<double> _chance = chance ?? Random.Shared.NextDouble;
#pragma warning restore CA5394

    /// <summary>One whose waits vary by a part of themselves, up and down.</summary>
    /// <param name="first">The wait after the first failure.</param>
    /// <param name="longest">The wait that it stops growing at.</param>
    /// <param name="jitter">The part: 0.2 is from 80 % to 120 %.</param>
    public static Backoff Around(TimeSpan first, TimeSpan longest, double jitter) => new(first, longest, 1 - jitter, 1 + jitter);

    /// <summary>The wait after the n-th failure, n from 1 on.</summary>
    public TimeSpan After(int failures)
    {
        // Beyond 2^30 every wait is the longest; a double would overflow a TimeSpan.
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return TimeSpan.FromMilliseconds(Math.Min(doubled, longest.TotalMilliseconds) * (least + ((most - least) * _chance())));
    }
}
