using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>
/// The shadow of one target: where its writes are while it is frozen, and the journal that says which. Pumps write data and journal
/// pages through their disk queues; this hands out places, counts, and keeps the header.
/// <list type="table">
/// <item><term>Acknowledged</term><description>A write to sectors that were not mapped: data, fdatasync, page, fdatasync, then
/// <see cref="ShadowMap.Set"/>, <see cref="NoteStable"/> and the answer. To mapped sectors: data, fdatasync.</description></item>
/// <item><term>Frozen</term><description>Bits are only set. The base is not written.</description></item>
/// <item><term>Merging</term><description>Bits are only cleared, ascending, by the merger: copied, base stable, header says so, cleared.
/// Nobody writes journal pages.</description></item>
/// <item><term>Header</term><description>What <see cref="Header"/> says is stable on the disk.</description></item>
/// <item><term>Delete</term><description>Only with an empty map: a file that holds the only copy of anything cannot be deleted.</description></item>
/// <item><term>Open</term><description>Writes nothing before everything was read and found right.</description></item>
/// </list>
/// </summary>
internal sealed class ShadowFile : IDisposable
{
    private const int MaximumReason = 1000;
    private readonly Lock _updating = new();
    private readonly IShadowIo _io;
    private readonly HeaderSlots _slots;
    private readonly StableMark _stable;
    private readonly ShadowSpace _space;
    private volatile ShadowHeader _header;
    private volatile bool _isOutOfSpace;
    private long _journalEnd;

    private ShadowFile(string path, IShadowIo io, HeaderSlots slots, ShadowHeader header, ShadowMap map, JournalReplay replay, long usedBytes)
    {
        Path = path;
        Map = map;
        _io = io;
        _slots = slots;
        _header = header;
        _journalEnd = replay.End;
        _stable = new StableMark(replay.End);
        _space = new ShadowSpace(usedBytes);
        Mapping = io.File.IsInMemory ? FileMapping.TryOpen(io.File) : null;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The open, locked file, buffered: to be attached to disk queues.</summary>
    public BlockFile File => _io.File;

    /// <summary>Its pages, where it is in memory; those of mapped sectors are there.</summary>
    public FileMapping? Mapping { get; }

    /// <summary>The header in force, which is stable.</summary>
    public ShadowHeader Header => _header;

    /// <summary>Which sectors are here.</summary>
    public ShadowMap Map { get; }

    /// <summary>Offset in the file of the target's sector 0, in bytes.</summary>
    public long DataOffset => ShadowLayout.DataOffset;

    /// <summary>Offset in the file below which the journal has no gap and is stable.</summary>
    public long StableUpTo => _stable.Value;

    /// <summary>Bytes of data and journal that were reserved.</summary>
    public long UsedBytes => _space.UsedBytes;

    /// <summary>Set by whoever watches the file system: no room is given out while it is true.</summary>
    public bool IsOutOfSpace
    {
        get => _isOutOfSpace;
        set => _isOutOfSpace = value;
    }

    /// <summary>What is to stay free on its file system; null when nobody asks for that.</summary>
    public SpaceReserve? Reserve { get; set; }

    /// <summary>Makes a new shadow. When it returns, the file, its header and its name are stable: a restart finds the target frozen.</summary>
    /// <param name="path">Its path. What exists is never overwritten.</param>
    /// <param name="header">Its first header.</param>
    /// <param name="wrap">Makes the seam from the open file; null for the real thing.</param>
    /// <exception cref="FreezeException">It could not be made; nothing is left of it.</exception>
    public static ShadowFile Create(string path, ShadowHeader header, Func<BlockFile, IShadowIo>? wrap = null)
    {
        header = Cut(header with { JournalStableUpTo = ShadowLayout.JournalOffset(header.BaseSectors) });
        ShadowMaker.Make(path, header, wrap ?? Real);
        try
        {
            return Open(path, header.TargetUid, header.BaseSectors, header.BaseOffsetBytes, wrap);
        }
        catch (ShadowLostException e)
        {
            // It was made just now and nothing has been written to it.
            System.IO.File.Delete(path);
            throw ShadowPlace.Refused(path, $"was made and could not be read back: {e.Message}", "Is its disk sound?", e);
        }
    }

    /// <summary>Opens a shadow that a process left behind, and replays it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="targetUid">The target it must belong to.</param>
    /// <param name="baseSectors">Sectors of that target now: at least those it had when it was frozen, as a base may grow meanwhile.</param>
    /// <param name="baseOffset">Where it begins in its base now, in bytes.</param>
    /// <param name="wrap">Makes the seam from the open file; null for the real thing.</param>
    /// <exception cref="ShadowLostException">It cannot be trusted; nothing was changed.</exception>
    public static ShadowFile Open(string path, Guid targetUid, long baseSectors, long baseOffset, Func<BlockFile, IShadowIo>? wrap = null)
    {
        IShadowIo? io = null;
        ShadowMap? map = null;
        try
        {
            io = (wrap ?? Real)(BlockFile.Open(path, new BlockFileOptions()));
            var slots = new HeaderSlots(io);
            var header = slots.Load(path);
            ShadowIdentity.Require(path, header, targetUid, baseSectors, baseOffset, io);
            map = new ShadowMap(header.BaseSectors);
            var replay = JournalReplay.Run(path, io, header, map);
            long usedBytes = (map.MappedSectors * ShadowLayout.SectorBytes) + replay.End - ShadowLayout.JournalOffset(header.BaseSectors);
            if (header.State == ShadowState.Merging)
                ForgetMerged(map, (ulong)header.MergedUpToSector);
            slots.Affirm();
            JournalRepair.Run(io, replay, header.ShadowId);
            header = header with { JournalStableUpTo = replay.End };
            if (slots.NeedsRepair)
                slots.Store(header);
            return new ShadowFile(path, io, slots, header, map, replay, usedBytes);
        }
        catch (Exception e)
        {
            map?.Dispose();
            io?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw ShadowIdentity.Unreadable(path, e);
            throw;
        }
    }

    /// <summary>Puts another header in force. Any thread; slow.</summary>
    /// <param name="change">The header, from the one in force; it may only go on from that.</param>
    /// <exception cref="FreezeException">Its holds do not fit.</exception>
    /// <exception cref="IOException">The disk failed. <see cref="Header"/> is unchanged, but a restart may find this one.</exception>
    public void Update(Func<ShadowHeader, ShadowHeader> change)
    {
        lock (_updating)
        {
            var next = change(_header);
            next = Cut(next with { JournalStableUpTo = StableUpTo });
            ShadowIdentity.RequireSuccession(_header, next);
            _slots.Store(next);
            _header = next;
        }
    }

    /// <summary>
    /// Hands out a place in the journal and counts it; never refuses, since data that is written must be journalled. A page whose write
    /// failed is written again to its place, or an empty one is: otherwise the stable mark stays before it, which is safe, but leaves
    /// later damage unseen.
    /// </summary>
    /// <param name="bytes">Length of the page: a multiple of 512.</param>
    /// <returns>Offset in the file.</returns>
    public long ReserveJournal(int bytes)
    {
        _space.Take(bytes);
        return Interlocked.Add(ref _journalEnd, bytes) - bytes;
    }

    /// <summary>Takes note that a journal page is stable: written, and synced after that.</summary>
    /// <param name="offset">Its place.</param>
    /// <param name="bytes">Its length.</param>
    public void NoteStable(long offset, int bytes) => _stable.Note(offset, bytes);

    /// <summary>Reads, blocking, until the buffer is full or the file ends.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="offset">From where in the file, in bytes.</param>
    /// <returns>Bytes read.</returns>
    /// <exception cref="IOException">The disk failed.</exception>
    public int Read(Span<byte> buffer, long offset) => _io.Read(buffer, offset);

    /// <summary>Takes room for data; journal pages count themselves.</summary>
    /// <param name="bytes">512 for each sector that is not mapped yet.</param>
    /// <returns>False when the limit is reached or the file system is nearly full; then nothing was taken.</returns>
    public bool TryReserveSpace(int bytes) => !_isOutOfSpace && Reserve?.IsReached(UsedBytes) != true && _space.TryTake(bytes, _header.LimitBytes);

    /// <summary>Gives room back that was not used, because the write failed.</summary>
    /// <param name="bytes">What was taken.</param>
    public void ReturnSpace(int bytes) => _space.Return(bytes);

    /// <summary>Removes the file from its folder; it is gone when this returns. The owner still disposes this.</summary>
    /// <exception cref="InvalidOperationException">Sectors are still mapped: the file holds the only copy of them.</exception>
    public void Delete()
    {
        if (Map.MappedSectors != 0)
            throw new InvalidOperationException($"Shadow {Path} holds {Map.MappedSectors} sectors that are nowhere else.");
        _io.Delete(Path);
    }

    /// <summary>Closes the file, which stays. No pump may use it, or its map, any more.</summary>
    public void Dispose()
    {
        Map.Dispose();
        Mapping?.Dispose();
        _io.Dispose();
    }

    private static ShadowIo Real(BlockFile file) => new(file);

    // A reason is for people; a long one must not keep a header from being stored.
    private static ShadowHeader Cut(ShadowHeader header) => header.BrokenBecause is { Length: > MaximumReason } reason
        ? header with { BrokenBecause = reason[..MaximumReason] }
        : header;

    private static void ForgetMerged(ShadowMap map, ulong end)
    {
        const int step = 1 << 20;
        for (ulong from = 0; map.TryNext(from, step, out ulong lba, out int sectors) && lba < end; from = lba + (ulong)sectors)
            map.Clear(lba, (int)Math.Min((ulong)sectors, end - lba));
    }
}
