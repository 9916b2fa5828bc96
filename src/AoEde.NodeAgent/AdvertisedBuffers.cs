namespace AoEde.NodeAgent;

/// <summary>The buffer count of the Config reply: how many requests an initiator keeps under way.</summary>
internal static class AdvertisedBuffers
{
    /// <summary>Fills a fast link at some 100 µs per request, and 128 initiators' worth of it still fit a receive ring.</summary>
    public const int Usual = 64;

    /// <summary>Linux starts at half the count: with one it would never send anything.</summary>
    public const int Least = 2;
}
