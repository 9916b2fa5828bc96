namespace AoEde.Engine.Freeze;

/// <summary>Where things lie in a shadow file (docs/reference/shadow-format.md).</summary>
internal static class ShadowLayout
{
    public const int SectorBytes = 512;

    /// <summary>One header slot: room for some dozens of holds, and a multiple of any file system's block.</summary>
    public const int SlotBytes = 16 * 1024;

    /// <summary>Two slots; the other is whole while one is written.</summary>
    public const int Slots = 2;

    /// <summary>Sector 0 of the target. The alignment of a sector in the shadow is that in the target up to 1 MiB.</summary>
    public const long DataOffset = 1 << 20;

    /// <summary>Most sectors that a journal record can name: it has 48 bits for one.</summary>
    public const long MaximumSectors = 1L << 48;

    /// <summary>First byte of the journal: the next MiB behind the data.</summary>
    /// <param name="baseSectors">Sectors of the target.</param>
    public static long JournalOffset(long baseSectors) =>
        (DataOffset + baseSectors * SectorBytes + DataOffset - 1) / DataOffset * DataOffset;
}
