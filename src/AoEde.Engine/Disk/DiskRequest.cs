using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Disk;

/// <summary>
/// One request on its way to the disk and back, with all that its reply needs. Requests are made once, when their pump
/// starts, each with a buffer of its own for life, and wander between lists by their links: nothing is allocated per frame.
/// </summary>
internal sealed class DiskRequest(RequestInbox inbox, int index, nint buffer)
{
    /// <summary>Where it goes home to: the pump that received it alone runs it and answers it.</summary>
    public RequestInbox Inbox { get; } = inbox;

    /// <summary>Outcome of a request that has not been to the disk yet.</summary>
    public const int NotRun = -1;

    /// <summary>Outcome of a request that is given up without an answer: its target goes away, and its sender will ask again.</summary>
    public const int Abandoned = -2;

    /// <summary>Place in the pump's pool; the token of its disk operation.</summary>
    public int Index { get; } = index;

    /// <summary>Where its data is: registered with the disk queue, aligned for O_DIRECT.</summary>
    public nint Buffer { get; } = buffer;

    public TargetLane Lane = null!;
    public DiskOperation Operation;
    public ReplyContext Reply;
    public AtaFlags Flags;
    public ulong RawLba;

    /// <summary>What its answer has in the header's reserved bytes.</summary>
    public ushort Reserved;

    /// <summary>Whether its answer's data has a checksum behind it.</summary>
    public bool WantsChecksum;

    /// <summary>By which a write's tag is remembered when it has ended.</summary>
    public TagTicket Ticket;

    /// <summary>First sector within the target, and how many.</summary>
    public ulong Lba;
    public int Sectors;

    /// <summary>Bytes done so far: a short result is continued, not failed.</summary>
    public int DoneBytes;

    /// <summary>Bytes that its operation at the device transfers, of those that are left.</summary>
    public int PieceBytes;

    /// <summary>The operation it shared with its neighbours has failed: it is tried by itself, to fail by itself.</summary>
    public bool Alone;

    /// <summary>Its data is written; it now stands for a whole group of writes that is being made stable.</summary>
    public bool IsCommitting;

    /// <summary>The operation at the disk queue now is on the shadow's file.</summary>
    public bool AtShadow;

    /// <summary>What this write has put bytes into so far: what must be synced before it is answered.</summary>
    public bool TouchedBase;
    public bool TouchedShadow;

    /// <summary>Some of its sectors are in the shadow for the first time: it is answered when a record names them.</summary>
    public bool NeedsRecord;

    /// <summary>Bytes of the shadow's limit that are set aside for it.</summary>
    public int ReservedBytes;

    /// <summary>The target's failed syncs when it was sent to the device: if there are more by now, its data may be lost.</summary>
    public int FailedSyncsSeen;

    /// <summary>When it was received, in Stopwatch ticks.</summary>
    public long StartedAt;

    /// <summary>While it goes home: 0 done, an errno value failed, <see cref="NotRun"/> free to start, or <see cref="Abandoned"/>.</summary>
    public int Outcome;

    /// <summary>While it goes home: it comes from a sync of its target's write-behind, and is still in the in-flight index.</summary>
    public bool AwaitedSync;

    // Held by the target's OverlapIndex, under its gate.
    public DiskRequest? Newer;
    public DiskRequest? Older;
    public int Blockers;

    /// <summary>Identical writes that arrived while this one was in flight: they get the same answer, each with its own tag.</summary>
    public DiskRequest? FirstDuplicate;

    /// <summary>Link of whatever single list it is on: free pool, backlog, run of neighbours, uncommitted, released, inbox, or its leader's duplicates.</summary>
    public DiskRequest? Next;

    public int Bytes => Sectors * AoeWire.SectorSize;

    /// <summary>One past its last sector.</summary>
    public ulong End => Lba + (ulong)Sectors;

    /// <summary>Whether the two may not run at the same time: they share a sector, and one of them writes it.</summary>
    /// <param name="other">Another request to the same target.</param>
    public bool ConflictsWith(DiskRequest other) =>
        Lba < other.End && other.Lba < End && (Operation == DiskOperation.Write || other.Operation == DiskOperation.Write);

    /// <summary>Whether both write exactly the same sectors (the data is compared by whoever asks).</summary>
    /// <param name="other">Another request to the same target.</param>
    public bool WritesSameRange(DiskRequest other) =>
        Operation == DiskOperation.Write && other.Operation == DiskOperation.Write && Lba == other.Lba && Sectors == other.Sectors;
}
