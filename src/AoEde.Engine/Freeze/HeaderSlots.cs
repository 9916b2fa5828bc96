namespace AoEde.Engine.Freeze;

/// <summary>
/// The two copies of a shadow's header. Not thread-safe.
/// <list type="table">
/// <item><term>Store</term><description>Writes one copy, syncs, writes the other, syncs. At every moment at least one is whole, and when it
/// returns both are: afterwards no single damage can bring an older header back, which while merging would let stale data overlay newer.</description></item>
/// <item><term>Order</term><description>A copy that is in doubt (its write or sync failed, or it was found damaged or old) is written first.</description></item>
/// <item><term>Sequence</term><description>Grows with every attempt, so two copies with one sequence are the same.</description></item>
/// <item><term>Affirm</term><description>Copies that were read may be in the page cache alone, and a failed sync leaves them clean there.
/// The same bytes are written again before either copy is changed.</description></item>
/// <item><term>Load</term><description>The whole copy with the greatest sequence wins. When it cannot be understood, nobody else's turn comes.</description></item>
/// </list>
/// </summary>
internal sealed class HeaderSlots(IShadowIo io)
{
    private readonly List<(int Index, byte[] Bytes)> _found = [];
    private long _sequence;
    private int _first;

    /// <summary>Whether <see cref="Load"/> found a copy that does not say the same as the other.</summary>
    public bool NeedsRepair { get; private set; }

    /// <summary>Reads the header in force.</summary>
    /// <param name="path">The file's path, for the message.</param>
    /// <exception cref="ShadowLostException">There is none, or it cannot be understood.</exception>
    public ShadowHeader Load(string path)
    {
        byte[] one = Read(0);
        byte[] other = Read(1);
        bool isWhole = HeaderFormat.IsWhole(one, out long sequence, out int version);
        bool isOtherWhole = HeaderFormat.IsWhole(other, out long otherSequence, out int otherVersion);
        if (!isWhole && !isOtherWhole)
        {
            throw new ShadowLostException(
                path, "has no whole header", "If AoEde made it, its disk is damaged or it was overwritten: bring back a copy.");
        }

        if (isWhole)
            _found.Add((0, one));
        if (isOtherWhole)
            _found.Add((1, other));
        bool takeOther = isOtherWhole && (!isWhole || otherSequence > sequence);
        NeedsRepair = !isWhole || !isOtherWhole || sequence != otherSequence;
        _first = takeOther ? 0 : 1;
        _sequence = takeOther ? otherSequence : sequence;
        return Decode(path, takeOther ? other : one, takeOther ? otherVersion : version);
    }

    /// <summary>Writes what <see cref="Load"/> found once more; the caller syncs.</summary>
    public void Affirm()
    {
        foreach (var (index, bytes) in _found)
            io.Write(bytes, (long)index * ShadowLayout.SlotBytes);
        _found.Clear();
    }

    /// <summary>Stores a header; when it returns, it is in force whatever happens.</summary>
    /// <param name="header">The header.</param>
    /// <exception cref="FreezeException">It does not fit; the one before is in force.</exception>
    /// <exception cref="IOException">The disk failed; this one or the one before is in force after a restart.</exception>
    public void Store(ShadowHeader header)
    {
        byte[] slot = HeaderFormat.Encode(header, _sequence + 1)
            ?? throw new FreezeException("Invalid", $"The {header.Holds.Count} holds of target {header.TargetName} do not fit the header of its "
                + $"shadow, which has {ShadowLayout.SlotBytes} bytes. Release some, or give them shorter names.");
        _sequence++;
        Write(_first, slot);
        _first = 1 - _first;
        Write(_first, slot);
        NeedsRepair = false;
    }

    private static ShadowHeader Decode(string path, byte[] slot, int version)
    {
        if (version != HeaderFormat.Version)
        {
            throw new ShadowLostException(
                path, $"has format {version}, and this version of AoEde knows {HeaderFormat.Version}", "Run the version that wrote it.");
        }

        return HeaderFormat.TryDecode(slot, out var header, out string? problem)
            ? header
            : throw new ShadowLostException(path, $"has a header that makes no sense ({problem})", "Run the version of AoEde that wrote it.");
    }

    private byte[] Read(int index)
    {
        byte[] slot = new byte[ShadowLayout.SlotBytes];
        int read = io.Read(slot, (long)index * ShadowLayout.SlotBytes);
        return slot[..read];
    }

    private void Write(int index, byte[] slot)
    {
        io.Write(slot, (long)index * ShadowLayout.SlotBytes);
        io.Sync();
    }
}
