namespace AoEde.Kube.Extensions;

/// <summary>Delays that double with each failure.</summary>
internal static class RetryDelay
{
    /// <summary>The delay after the n-th failure, n from 1 on.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan longest)
    {
        // Beyond 2^30 every delay is the longest; a double would overflow a TimeSpan.
        var doubled = first.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return TimeSpan.FromMilliseconds(Math.Min(doubled, longest.TotalMilliseconds));
    }

#pragma warning disable CA5394 // spreads load; nothing is secret about it
    /// <summary>A delay between two, at random.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Random.Shared.NextDouble());

    /// <summary>A delay that varies by a part of itself: with 0.2 from 80 % to 120 %.</summary>
    public static TimeSpan Spread(TimeSpan delay, double part) => Between(delay * (1 - part), delay * (1 + part));
#pragma warning restore CA5394
}
