namespace AoEde.Protocol.Extensions;

/// <summary>
/// The further reads behind a read, where its sender negotiated coalesced_read. Anybody else's padding would be taken for
/// them, so they are looked at for such a sender only.
/// </summary>
public readonly ref struct CoalescedReads
{
    private readonly ReadOnlySpan<byte> _entries;

    private CoalescedReads(ReadOnlySpan<byte> entries, int count)
    {
        _entries = entries;
        Count = count;
    }

    /// <summary>How many lie whole within the frame; the sender may claim more.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such read.</exception>
    public CoalescedRead this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return CoalescedRead.Read(_entries.Slice(index * AoeWire.CoalescedEntryLength, AoeWire.CoalescedEntryLength));
        }
    }

    /// <summary>Finds them in a frame; there may be none.</summary>
    /// <param name="header">The header of a read.</param>
    public static CoalescedReads In(scoped in AoeHeader header)
    {
        var frame = header.Frame;
        if (frame.Length < AoeWire.CoalescedHeaderLength)
            return default;
        var entries = frame[AoeWire.CoalescedHeaderLength..];
        return new CoalescedReads(entries, Math.Min(frame[Offsets.CoalescedCount], entries.Length / AoeWire.CoalescedEntryLength));
    }
}
