namespace AoEde.Testing.Ordering;

/// <summary>How an <see cref="OrderingLoad"/> behaves.</summary>
public sealed record OrderingOptions
{
    public int Seed { get; init; } = 1;

    /// <summary>The sectors that all requests fight for.</summary>
    public long FirstLba { get; init; }

    public int Sectors { get; init; } = 24;

    public int MostSectorsPerRequest { get; init; } = 2;

    public int Stations { get; init; } = 3;

    public int Bursts { get; init; } = 4;

    /// <summary>Frames of the first burst and of every third; the others are smaller.</summary>
    public int BurstFrames { get; init; } = 256;

    public int WritePercent { get; init; } = 50;

    /// <summary>Frames that only repeat a request that is not answered yet: half with its tag, half with a new one.</summary>
    public int RetransmitPercent { get; init; } = 10;

    /// <summary>Frames that repeat a request that was answered already, as a network does that delays a duplicate.</summary>
    public int LatePercent { get; init; } = 2;

    /// <summary>
    /// Whether the cable doubles frames: then more answers than requests are no mistake, and each frame has a tag of its own,
    /// for the second answer to one could pass for the answer to another with the same tag.
    /// </summary>
    public bool HasDoublingCable { get; init; }

    /// <summary>
    /// Called before each burst with its number, while earlier requests may be on the way: to freeze and thaw, for instance.
    /// </summary>
    public Action<int>? BeforeBurst { get; init; }

    /// <summary>After so long without any answer those that are still missing are asked for again.</summary>
    public TimeSpan SendAgainAfter { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long no answer may come to a request that is sent again and again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
