namespace AoEde.Freeze.Tests.Overlays;

/// <summary>What a target must hold, and which of its sectors were written since it was frozen.</summary>
internal sealed class DiskModel(byte[] content)
{
    private const int SectorBytes = 512;
    private readonly bool[] _isChanged = new bool[content.Length / SectorBytes];

    public int Sectors => _isChanged.Length;

    public ReadOnlySpan<byte> Content => content;

    public void Write(long lba, byte[] data)
    {
        data.CopyTo(content, lba * SectorBytes);
        Array.Fill(_isChanged, true, (int)lba, data.Length / SectorBytes);
    }

    /// <summary>The first sector in which what was read differs, as a message; null when none does.</summary>
    public string? Difference(long lba, ReadOnlySpan<byte> read)
    {
        for (int i = 0; i < read.Length / SectorBytes; i++)
        {
            if (!read.Slice(i * SectorBytes, SectorBytes).SequenceEqual(content.AsSpan((int)(lba + i) * SectorBytes, SectorBytes)))
                return $"sector {lba + i}, read as number {i} of {read.Length / SectorBytes} from {lba} on, {(_isChanged[lba + i] ? "changed" : "unchanged")} since the freeze";
        }

        return null;
    }

    /// <summary>Changed ranges: offset and length in bytes, ascending, not adjacent.</summary>
    public IReadOnlyList<(long Offset, long Bytes)> Changes()
    {
        var changes = new List<(long, long)>();
        for (int from = 0; from < Sectors; from++)
        {
            if (!_isChanged[from])
                continue;
            int end = from;
            while (end < Sectors && _isChanged[end])
                end++;
            changes.Add(((long)from * SectorBytes, (long)(end - from) * SectorBytes));
            from = end;
        }

        return changes;
    }
}
