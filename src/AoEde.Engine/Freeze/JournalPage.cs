using System.Buffers.Binary;

namespace AoEde.Engine.Freeze;

/// <summary>
/// One page of the journal, as it lies in the file; all numbers little-endian, the id in RFC 9562 order.
/// <list type="table">
/// <item><term>0, 8 bytes</term><description>magic <c>AoEdeJnl</c></description></item>
/// <item><term>8, 4</term><description>CRC-32C of the page, taken with these four bytes zero</description></item>
/// <item><term>12, 2</term><description>number of records, 0 to 504; the page is the least multiple of 512 that holds them</description></item>
/// <item><term>14, 2</term><description>zero</description></item>
/// <item><term>16, 16</term><description>shadow id</description></item>
/// <item><term>32, 8</term><description>page sequence: the page's own offset in the file</description></item>
/// <item><term>40, 8</term><description>StableUpTo: offset in the file below which the journal was stable when the page was made</description></item>
/// <item><term>48, 16</term><description>zero</description></item>
/// <item><term>64, 8 each</term><description>records: low 48 bits first sector, high 16 bits number of sectors</description></item>
/// </list>
/// </summary>
internal static class JournalPage
{
    public const int Unit = 512;
    public const int MaximumBytes = 4096;
    public const int RecordBytes = 8;
    public const int RecordsOffset = 64;
    public const int MaximumRecords = (MaximumBytes - RecordsOffset) / RecordBytes;
    public const int MaximumRun = ushort.MaxValue;

    public const int ChecksumOffset = 8;
    public const int CountOffset = 12;
    public const int ShadowIdOffset = 16;
    public const int SequenceOffset = 32;
    public const int StableOffset = 40;
    public const int LbaBits = 48;

    public static ReadOnlySpan<byte> Magic => "AoEdeJnl"u8;

    /// <summary>Length of a page with so many records.</summary>
    public static int BytesFor(int records) => (RecordsOffset + records * RecordBytes + Unit - 1) / Unit * Unit;

    /// <summary>Finds a page of a shadow at the beginning of <paramref name="bytes"/>. What is torn, empty or another shadow's is none.</summary>
    /// <param name="bytes">The journal from some offset on.</param>
    /// <param name="shadowId">Whose pages count.</param>
    /// <param name="page">The page, whole.</param>
    public static bool TryFind(ReadOnlySpan<byte> bytes, Guid shadowId, out ReadOnlySpan<byte> page)
    {
        page = default;
        if (bytes.Length < Unit || !bytes.StartsWith(Magic))
            return false;
        int records = BinaryPrimitives.ReadUInt16LittleEndian(bytes[CountOffset..]);
        if (records > MaximumRecords || BytesFor(records) > bytes.Length)
            return false;
        var found = bytes[..BytesFor(records)];
        if (new Guid(found.Slice(ShadowIdOffset, 16), bigEndian: true) != shadowId
            || BinaryPrimitives.ReadUInt32LittleEndian(found[ChecksumOffset..]) != Crc32C.OfAllBut(found, ChecksumOffset))
            return false;
        page = found;
        return true;
    }

    public static long Sequence(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadInt64LittleEndian(page[SequenceOffset..]);

    public static long StableUpTo(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadInt64LittleEndian(page[StableOffset..]);

    public static int Count(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt16LittleEndian(page[CountOffset..]);

    public static (ulong Lba, int Sectors) Record(ReadOnlySpan<byte> page, int index)
    {
        ulong record = BinaryPrimitives.ReadUInt64LittleEndian(page[(RecordsOffset + index * RecordBytes)..]);
        return (record & ((1UL << LbaBits) - 1), (int)(record >> LbaBits));
    }
}
