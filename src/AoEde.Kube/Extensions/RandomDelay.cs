namespace AoEde.Kube.Extensions;

/// <summary>Delays that vary, so that many do not act at once.</summary>
internal static class RandomDelay
{
#pragma warning disable CA5394 // spreads load; nothing is secret about it
    /// <summary>A delay between two, at random.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) => shortest + ((longest - shortest) * Random.Shared.NextDouble());

    /// <summary>A delay that varies by a part of itself: with 0.2 from 80 % to 120 %.</summary>
    public static TimeSpan Spread(TimeSpan delay, double part) => Between(delay * (1 - part), delay * (1 + part));
#pragma warning restore CA5394
}
