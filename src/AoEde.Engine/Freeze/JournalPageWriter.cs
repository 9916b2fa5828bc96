using System.Buffers.Binary;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Makes one journal page in a caller's buffer: add ranges, reserve <see cref="Bytes"/> of journal, finish with the offset that was
/// handed out, write there. Allocates nothing.
/// </summary>
internal ref struct JournalPageWriter
{
    private readonly Span<byte> _page;
    private readonly Guid _shadowId;
    private readonly int _room;
    private int _count;
    private ulong _lastLba;
    private int _lastSectors;

    /// <summary>Begins an empty page.</summary>
    /// <param name="page">Room for it: 512 to 4,096 bytes, a multiple of 512; what it holds does not matter.</param>
    /// <param name="shadowId">Whose page it is.</param>
    public JournalPageWriter(Span<byte> page, Guid shadowId)
    {
        if (page.Length is < JournalPage.Unit or > JournalPage.MaximumBytes || page.Length % JournalPage.Unit != 0)
            throw new ArgumentException($"A journal page has 512 to 4096 bytes in steps of 512, not {page.Length}.", nameof(page));
        _page = page;
        _shadowId = shadowId;
        _room = (page.Length - JournalPage.RecordsOffset) / JournalPage.RecordBytes;
    }

    /// <summary>Length of the page with what was added, in bytes: 512 to 4,096, a multiple of 512.</summary>
    public readonly int Bytes => JournalPage.BytesFor(_count);

    /// <summary>Whether nothing was added.</summary>
    public readonly bool IsEmpty => _count == 0;

    /// <summary>Adds "these sectors are in the shadow". What continues the range before takes no room.</summary>
    /// <param name="lba">The first, below 2^48.</param>
    /// <param name="sectors">How many, 1 to 65,535.</param>
    /// <returns>False when the page is full; then nothing was added.</returns>
    public bool TryAdd(ulong lba, int sectors)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lba, 1UL << JournalPage.LbaBits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sectors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sectors, JournalPage.MaximumRun);
        if (_count > 0 && lba == _lastLba + (ulong)_lastSectors && _lastSectors + sectors <= JournalPage.MaximumRun)
        {
            _lastSectors += sectors;
            WriteRecord(_count - 1);
            return true;
        }

        if (_count == _room)
            return false;
        _lastLba = lba;
        _lastSectors = sectors;
        WriteRecord(_count++);
        return true;
    }

    /// <summary>Completes the page.</summary>
    /// <param name="offset">Where in the file it will lie: what <see cref="ShadowFile.ReserveJournal"/> gave for <see cref="Bytes"/>.</param>
    /// <param name="stableUpTo"><see cref="ShadowFile.StableUpTo"/>, read now or earlier.</param>
    /// <returns>Bytes to write there.</returns>
    public readonly int Finish(long offset, long stableUpTo)
    {
        var page = _page[..Bytes];
        page[..JournalPage.RecordsOffset].Clear();
        page[(JournalPage.RecordsOffset + _count * JournalPage.RecordBytes)..].Clear();
        JournalPage.Magic.CopyTo(page);
        BinaryPrimitives.WriteUInt16LittleEndian(page[JournalPage.CountOffset..], (ushort)_count);
        _shadowId.TryWriteBytes(page[JournalPage.ShadowIdOffset..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(page[JournalPage.SequenceOffset..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(page[JournalPage.StableOffset..], stableUpTo);
        BinaryPrimitives.WriteUInt32LittleEndian(
            page[JournalPage.ChecksumOffset..], Crc32C.OfAllBut(page, JournalPage.ChecksumOffset));
        return page.Length;
    }

    private readonly void WriteRecord(int index) => BinaryPrimitives.WriteUInt64LittleEndian(
        _page[(JournalPage.RecordsOffset + index * JournalPage.RecordBytes)..],
        _lastLba | ((ulong)_lastSectors << JournalPage.LbaBits));
}
