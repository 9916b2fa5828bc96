using AoEde.Engine.Cache;
using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.State;
using AoEde.Native.Files;
using AoEde.Protocol;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AoEde.Engine.Targets;

/// <summary>
/// A target that is being served: an address, an open device and what initiators set about it. Shared by the pumps of all its
/// interfaces; what a pump needs of its own is in its <see cref="TargetLane"/>.
/// </summary>
internal sealed class Target : IDisposable
{
    private readonly IdentifyPage _identify;
    private SoftState _state;
    private long _sectors;
    private bool _conflicted;
    private Overlay? _overlay;
    private readonly Lock _stabilising = new();
    private int _failedSyncs;
    private int _lanes;

    private readonly bool _ownsFile;

    /// <summary>Makes a target.</summary>
    /// <param name="options">What it shall be.</param>
    /// <param name="file">Its device.</param>
    /// <param name="sectors">Sectors exported.</param>
    /// <param name="state">What initiators set.</param>
    /// <param name="logger">Where its cache reports.</param>
    /// <param name="ownsFile">Whether it closes the device; the view of a frozen base shares that of its target.</param>
    public Target(TargetOptions options, BlockFile file, long sectors, SoftState state, ILogger? logger = null, bool ownsFile = true)
    {
        _ownsFile = ownsFile;
        Options = options;
        File = file;
        Io = new BaseIo(file);
        _sectors = sectors;
        _state = state;
        _identify = new IdentifyPage(options, file, sectors);
        Cache = new TargetCache(this, logger ?? NullLogger.Instance);
        Mapping = ownsFile && file.IsInMemory ? FileMapping.TryOpen(file) : null;
    }

    public TargetOptions Options { get; }

    public AoeAddress Address => Options.Address;

    public BlockFile File { get; }

    /// <summary>Writes and syncs of the device that do not go through a disk queue.</summary>
    public IBaseIo Io { get; init; }

    /// <summary>Early acknowledgement and reading ahead, where they are on.</summary>
    public TargetCache Cache { get; }

    /// <summary>
    /// Whether writes are made stable by one fdatasync for many (a file: each would cost a journal commit of its own), rather
    /// than each by itself (a device opened O_DSYNC with O_DIRECT: forced unit access, without another thread's help).
    /// </summary>
    public bool CommitsInGroups => !IsDurableByItself(Options);

    /// <summary>
    /// Whether a write may be carried out as it is received: the file is in memory, and one pump alone serves it. Two would have to know of each
    /// other's writes, or a read could find half of one.
    /// </summary>
    public bool WritesAtOnce => File.IsInMemory && Cache.WriteBehind is null && HasOnePump;

    /// <summary>Whether one pump alone serves it.</summary>
    public bool HasOnePump => Volatile.Read(ref _lanes) == 1;

    /// <summary>The pages of a file in memory, to send from; null for any other, and for one that cannot be mapped.</summary>
    public FileMapping? Mapping { get; }

    /// <summary>Counts the pumps that serve it; on each of them.</summary>
    /// <param name="more">1 for one more, -1 for one less.</param>
    public void NoteLane(int more) => Interlocked.Add(ref _lanes, more);

    /// <summary>All unfinished requests, of every interface.</summary>
    public OverlapIndex InFlight { get; } = new();

    /// <summary>Sectors exported; grows with the device.</summary>
    public ulong Sectors => (ulong)Volatile.Read(ref _sectors);

    /// <summary>What initiators set; replaced whole.</summary>
    public SoftState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    /// <summary>Another host answers at our address: initiators that are not already at work here get no answer.</summary>
    public bool IsConflicted
    {
        get => Volatile.Read(ref _conflicted);
        set => Volatile.Write(ref _conflicted, value);
    }

    /// <summary>The freeze in force; null while the target is thawed. Changed by the control side while no write is under way.</summary>
    public Overlay? Overlay
    {
        get => Volatile.Read(ref _overlay);
        set => Volatile.Write(ref _overlay, value);
    }

    /// <summary>The 512 bytes of IDENTIFY data as they are now.</summary>
    public ReadOnlySpan<byte> IdentifyData => _identify.Bytes;

    /// <summary>
    /// How many times making the file stable has failed. The kernel tells of data it could not write back once per open file
    /// and then forgets it: after a failure, a later success proves nothing of what was written before.
    /// </summary>
    public int FailedSyncs => Cache.WriteBehind is { } behind ? behind.Failures : Volatile.Read(ref _failedSyncs);

    /// <summary>Notes that an fdatasync failed; from any thread.</summary>
    public void NoteFailedSync()
    {
        if (Cache.WriteBehind is { } behind)
            behind.NoteFailedSync();
        else
            Interlocked.Increment(ref _failedSyncs);
    }

    /// <summary>Makes everything written so far stable; blocks. One at a time: a second would take the first one's error for itself.</summary>
    /// <exception cref="Native.NativeException">It could not be: what was written lately may be lost.</exception>
    public void MakeStable()
    {
        lock (_stabilising)
        {
            try
            {
                Io.Sync();
            }
            catch (Native.NativeException)
            {
                NoteFailedSync();
                throw;
            }
        }
    }

    /// <summary>Whether a target's file is opened O_DSYNC, so that each completed write is stable.</summary>
    /// <param name="options">The target.</param>
    public static bool IsDurableByItself(TargetOptions options) => options.Backing.IsDevice && options.BypassesCache;

    /// <summary>Byte offset in the device of a sector of the target.</summary>
    /// <param name="lba">The sector.</param>
    public long ByteOffset(ulong lba) => Options.Backing.OffsetBytes + (long)(lba * AoeWire.SectorSize);

    /// <summary>Reads what the page cache holds, without waiting for the disk.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    /// <returns>Whether all of it was there.</returns>
    public bool TryReadCached(nint buffer, ulong lba, int sectors)
    {
        int bytes = sectors * AoeWire.SectorSize;
        int result = Overlay is { } overlay
            ? overlay.TryReadCached(this, buffer, lba, sectors)
            : File.TryReadCached(buffer, bytes, ByteOffset(lba));
        return result == bytes;
    }

    /// <summary>Says where sectors are that the kernel can send as they lie in memory.</summary>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    /// <param name="data">Their first byte, for a system call only.</param>
    /// <returns>Whether all of them are in memory, one behind another.</returns>
    public bool TryLocate(ulong lba, int sectors, out nint data)
    {
        if (Overlay is { } overlay)
            return overlay.TryLocate(this, lba, sectors, out data);
        data = 0;
        return Mapping is { } mapping && mapping.TryLocate(ByteOffset(lba), sectors * AoeWire.SectorSize, out data);
    }

    /// <summary>Takes on a larger size, in sectors.</summary>
    /// <param name="newSectors">Never less than now.</param>
    public void Grow(long newSectors)
    {
        _identify.SetSectors(newSectors);
        Volatile.Write(ref _sectors, newSectors);
    }

    public void Dispose()
    {
        Cache.Dispose();
        Mapping?.Dispose();
        if (_ownsFile)
            File.Dispose();
    }
}
