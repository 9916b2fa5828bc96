namespace AoEde.Engine.Cache;

/// <summary>
/// How many bytes may be unstable at one device: what it makes stable in half the age that they may have, as far as its syncs have told,
/// and never more than the bound. A disk that stores two hundred small pieces a second would else have its writers wait minutes for a sync
/// of what one that stores a hundred thousand takes in as a burst.
/// <list type="table">
/// <item><term>Less</term><description>A sync that took longer than half the age: as much as it would have stored in that.</description></item>
/// <item><term>More</term><description>Twice as much after a sync of a whole half of the room that took no more than a quarter of the age.</description></item>
/// <item><term>Start</term><description>An eighth of the bound: a disk that keeps up has all of it after three syncs.</description></item>
/// </list>
/// </summary>
internal sealed class UnstableRoom
{
    // Two seconds of a disk that seeks for each 4 KiB.
    private const long LeastBytes = 1 << 20;
    private readonly long _least;
    private readonly long _most;
    private readonly long _halfAge;

    /// <summary>Makes the room of a device of which nothing is known.</summary>
    /// <param name="maximumBytes">The bound.</param>
    /// <param name="maximumAge">How long bytes may be unstable, in ticks of the caller's clock.</param>
    public UnstableRoom(long maximumBytes, long maximumAge)
    {
        _most = maximumBytes;
        _least = Math.Min(LeastBytes, maximumBytes);
        _halfAge = Math.Max(maximumAge / 2, 1);
        Bytes = Math.Max(maximumBytes / 8, _least);
    }

    /// <summary>Bytes that may be unstable now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Learns from a sync that has succeeded.</summary>
    /// <param name="bytes">What it made stable.</param>
    /// <param name="ticks">How long it took.</param>
    public void NoteSync(long bytes, long ticks)
    {
        if (ticks > _halfAge)
            Bytes = Math.Clamp((long)((double)bytes * _halfAge / ticks), _least, Bytes);
        else if (ticks <= _halfAge / 2 && bytes >= Bytes / 2)
            Bytes = Math.Min(Bytes * 2, _most);
    }
}
