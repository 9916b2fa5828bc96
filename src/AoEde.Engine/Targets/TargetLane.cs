using AoEde.Engine.Cache;
using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Sessions;
using AoEde.Engine.Telemetry;
using AoEde.Protocol;

namespace AoEde.Engine.Targets;

/// <summary>One target as one pump of an interface sees it: everything here is written by that pump's thread alone.</summary>
internal sealed class TargetLane(Target target, DiskLine disk, int fileSlot)
{
    // 8 sectors are 4 KiB: frames of a multiple of that stay aligned on a device with 4 KiB sectors (17 at MTU 9000 would not).
    private const int AlignedSectors = 8;

    public Target Target { get; } = target;

    /// <summary>The disk queue that its requests go through, and the target's place in that queue's file table.</summary>
    public DiskLine Disk { get; } = disk;

    public int FileSlot { get; } = fileSlot;

    public LaneCounters Counters { get; } = new();

    /// <summary>Who uses it, and what each has negotiated.</summary>
    public SessionTable Sessions { get; } = new();

    /// <summary>Sequential reads through this lane; null where nothing is read ahead.</summary>
    public StreamTable? Streams { get; } = TargetCache.StreamsFor(target.Options);

    /// <summary>Requests at the device now; those beyond the target's queue depth wait in <see cref="Backlog"/>.</summary>
    public int AtDevice;
    public RequestQueue Backlog;

    /// <summary>Writes that are not stable yet, where they are made so in groups.</summary>
    public CommitCycle Commits;

    /// <summary>Keeps writes back while a freeze begins or ends.</summary>
    public WriteGate Gate;

    /// <summary>The shadow as this lane uses it, while the target has one.</summary>
    public LaneShadow? Shadow;

    /// <summary>Requests received through this lane and not yet answered.</summary>
    public int Unanswered;

    /// <summary>Notes a read, so that what follows it is in the page cache before it is asked for.</summary>
    /// <param name="reader">Whose.</param>
    /// <param name="lba">First sector, within the target.</param>
    /// <param name="sectors">How many.</param>
    public void NoteRead(MacAddress reader, ulong lba, int sectors)
    {
        if (Streams is null)
            return;
        int ahead = Streams.Note(reader, lba, sectors, Target.Sectors, out ulong from);
        if (ahead > 0)
            Target.Cache.Prefetcher!.Offer(Target.ByteOffset(from), (long)ahead * AoeWire.SectorSize);
    }

    /// <summary>Where the next bytes of a request are.</summary>
    /// <param name="request">A read or a write of this lane.</param>
    public Piece Locate(DiskRequest request) => Target.Overlay is { } overlay
        ? overlay.Locate(request, this)
        : new Piece(FileSlot, Target.ByteOffset(request.Lba) + request.DoneBytes, request.Bytes - request.DoneBytes, InShadow: false);

    /// <summary>Sectors per frame to advertise.</summary>
    /// <param name="fitting">What fits the interface's MTU.</param>
    public byte AdvertisedSectors(int fitting)
    {
        int cap = Target.Options.MaxSectors;
        int sectors = cap == 0 ? fitting : Math.Min(cap, fitting);
        if (Target.File.LogicalBlockSize > AoeWire.SectorSize && sectors >= AlignedSectors)
            sectors -= sectors % AlignedSectors;
        return (byte)sectors;
    }
}
