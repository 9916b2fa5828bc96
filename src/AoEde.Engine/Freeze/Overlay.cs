using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Protocol;

namespace AoEde.Engine.Freeze;

/// <summary>
/// A freeze in force, as the frame path sees it: says for each sector of a request which file it lives in.
/// <list type="table">
/// <item><term>Frozen</term><description>The base is not written. Writes go to the shadow; a sector's bit is set, never cleared,
/// and only when its data and then its record are stable.</description></item>
/// <item><term>Merging</term><description>No bit is set any more; only the merger clears them, ascending: copied, base stable,
/// cursor in the header stable, bit cleared. A write goes where its sector lives: so it is never merged over.</description></item>
/// <item><term>Phase</term><description>Changes only while no write of the target is under way.</description></item>
/// </list>
/// </summary>
internal sealed class Overlay(ShadowFile shadow, bool isFrozen, ShadowFullPolicy onFull, Action full, Action<FreezeStep>? steps)
{
    private bool _isFrozen = isFrozen;
    private int _fullTold;
    private bool _isAsked;

    /// <summary>The shadow.</summary>
    public ShadowFile Shadow { get; } = shadow;

    /// <summary>Frozen, or merging.</summary>
    public bool IsFrozen => Volatile.Read(ref _isFrozen);

    /// <summary>Whether a write that the shadow has no room for waits for the thaw that follows; otherwise it fails.</summary>
    public bool ThawsWhenFull { get; } = onFull == ShadowFullPolicy.Thaw;

    /// <summary>Whether some write found no room.</summary>
    public bool FoundNoRoom => Volatile.Read(ref _fullTold) != 0;

    /// <summary>Says whether any request came to the disk since the last time; for the merger, which makes way for them.</summary>
    public bool TakeAsked()
    {
        bool isAsked = Volatile.Read(ref _isAsked);
        if (isAsked)
            Volatile.Write(ref _isAsked, false);
        return isAsked;
    }

    /// <summary>The base is to be written again.</summary>
    public void BeginMerging() => Volatile.Write(ref _isFrozen, false);

    /// <summary>Tells the control side, once, that a write found no room. From any pump.</summary>
    public void NoteFull()
    {
        if (Interlocked.Exchange(ref _fullTold, 1) == 0)
            full();
    }

    /// <summary>Tells tests where the freeze stands.</summary>
    /// <param name="step">The step that was just done.</param>
    public void Reached(FreezeStep step) => steps?.Invoke(step);

    /// <summary>Sets aside room for a write that is about to start.</summary>
    /// <param name="write">The write.</param>
    /// <returns>False when the shadow is full.</returns>
    public bool TryPrepare(DiskRequest write)
    {
        int fresh = Shadow.Map.CountUnmapped(write.Lba, write.Sectors);
        write.NeedsRecord = fresh > 0;
        write.ReservedBytes = fresh * AoeWire.SectorSize;
        if (fresh == 0)
            return true;
        if (Shadow.TryReserveSpace(write.ReservedBytes))
            return true;
        write.ReservedBytes = 0;
        return false;
    }

    /// <summary>Gives back what <see cref="TryPrepare"/> set aside, for a write that failed or starts anew.</summary>
    /// <param name="write">The write.</param>
    public void Unprepare(DiskRequest write)
    {
        Shadow.ReturnSpace(write.ReservedBytes);
        write.ReservedBytes = 0;
        write.NeedsRecord = false;
    }

    /// <summary>Where the next bytes of a request are.</summary>
    /// <param name="request">A read or a write that is under way.</param>
    /// <param name="lane">Its lane.</param>
    public Piece Locate(DiskRequest request, TargetLane lane)
    {
        NoteAsked();
        int into = request.DoneBytes % AoeWire.SectorSize;
        ulong lba = request.Lba + (ulong)(request.DoneBytes / AoeWire.SectorSize);
        int left = (int)(request.End - lba);
        bool mapped = true;
        if (request.Operation == DiskOperation.Read || !IsFrozen)
            left = Shadow.Map.Run(lba, left, out mapped);
        int bytes = (left * AoeWire.SectorSize) - into;
        return mapped
            ? new Piece(lane.Shadow!.Slot, OffsetInShadow(lba) + into, bytes, InShadow: true)
            : new Piece(lane.FileSlot, lane.Target.ByteOffset(lba) + into, bytes, InShadow: false);
    }

    /// <summary>A read out of the page cache, where all of it lives in one file.</summary>
    /// <param name="target">The target.</param>
    /// <param name="buffer">Where to.</param>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    /// <returns>Bytes read, or -errno.</returns>
    public int TryReadCached(Target target, nint buffer, ulong lba, int sectors)
    {
        NoteAsked();
        int bytes = sectors * AoeWire.SectorSize;
        if (Shadow.Map.Run(lba, sectors, out bool mapped) != sectors)
            return -Errno.EAGAIN;
        return mapped
            ? Shadow.File.TryReadCached(buffer, bytes, OffsetInShadow(lba))
            : target.File.TryReadCached(buffer, bytes, target.ByteOffset(lba));
    }

    /// <summary>Says where sectors are that the kernel can send as they lie in memory, where all of them live in one file.</summary>
    /// <param name="target">The target.</param>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    /// <param name="data">Their first byte, for a system call only.</param>
    /// <returns>Whether that file is in memory, and all of them with it.</returns>
    public bool TryLocate(Target target, ulong lba, int sectors, out nint data)
    {
        NoteAsked();
        data = 0;
        int bytes = sectors * AoeWire.SectorSize;
        if (Shadow.Map.Run(lba, sectors, out bool mapped) != sectors)
            return false;
        return mapped
            ? Shadow.Mapping is { } shadow && shadow.TryLocateWritten(OffsetInShadow(lba), bytes, out data)
            : target.Mapping is { } mapping && mapping.TryLocate(target.ByteOffset(lba), bytes, out data);
    }

    /// <summary>Byte offset in the shadow's file of a sector of the target.</summary>
    /// <param name="lba">The sector.</param>
    public long OffsetInShadow(ulong lba) => Shadow.DataOffset + (long)(lba * AoeWire.SectorSize);

    // Looked at first: several pumps share the line that it is in, and it is set already all but always.
    private void NoteAsked()
    {
        if (!Volatile.Read(ref _isAsked))
            Volatile.Write(ref _isAsked, true);
    }
}
