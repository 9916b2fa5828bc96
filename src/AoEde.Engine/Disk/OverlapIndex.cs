using AoEde.Native;

namespace AoEde.Engine.Disk;

/// <summary>
/// The requests of one target that are not finished, in the order they arrived, from all its interfaces.
/// <list type="table">
/// <item><term>Order</term><description>A request runs only when no earlier unfinished one shares a sector with it, unless both read.</description></item>
/// <item><term>Once</term><description>A write of the same sectors and the same data as an unfinished one is not run again; it is answered with it.
/// Linux retransmits with a new tag, so the tag plays no part (protocol: duplicates of a write in flight).</description></item>
/// <item><term>Blockers</term><description>Of a request in the list = number of earlier ones in the list that conflict with it; 0 means it runs.</description></item>
/// <item><term>Filters</term><description>Hold exactly the requests in the list: one its writes, one its reads.</description></item>
/// </list>
/// </summary>
internal sealed class OverlapIndex
{
    private readonly OverlapFilter _writes = new();
    private readonly OverlapFilter _reads = new();
    private SpinGate _gate;
    private DiskRequest? _oldest;
    private DiskRequest? _newest;
    private int _count;
    private int _writesBegun;

    /// <summary>Requests in flight or waiting; exact only while the target is at rest.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Changes with each write that is taken in; asked before <see cref="IsClearForRead"/>, for <see cref="IsUndisturbedSince"/>.</summary>
    public int WritesBegun => Volatile.Read(ref _writesBegun);

    /// <summary>
    /// Whether a read that skipped the list is whole: the file lets a read see half of a write, and another pump may have begun one there
    /// after it was found clear. Any write counts, since which it was is not worth finding out.
    /// </summary>
    /// <param name="writesBegun">What <see cref="WritesBegun"/> was before it was found clear.</param>
    public bool IsUndisturbedSince(int writesBegun)
    {
        Volatile.ReadBarrier();
        return _writesBegun == writesBegun;
    }

    /// <summary>Whether a read may skip the list: no write near it is unfinished.</summary>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    public bool IsClearForRead(ulong lba, int sectors) => IsClear(lba, sectors, alsoOfReads: false);

    /// <summary>Whether a write may skip the list: nothing near it is unfinished.</summary>
    /// <param name="lba">First sector.</param>
    /// <param name="sectors">How many.</param>
    public bool IsClearForWrite(ulong lba, int sectors) => IsClear(lba, sectors, alsoOfReads: true);

    /// <summary>Takes a request in. On <see cref="Admission.Duplicate"/> it hangs on its leader and is not in the list.</summary>
    /// <param name="request">A read or a write whose data is in its buffer.</param>
    public Admission Admit(DiskRequest request)
    {
        _gate.Enter();
        var admission = AdmitInside(request);
        _gate.Leave();
        return admission;
    }

    /// <summary>
    /// Takes a finished request out and collects those that may start now into <paramref name="released"/>, oldest first; they
    /// may belong to other pumps. Its duplicates are left on it for the caller to answer.
    /// </summary>
    /// <param name="request">The request whose disk operation ended.</param>
    /// <param name="released">Receives what it was in the way of.</param>
    public void Finish(DiskRequest request, ref RequestQueue released)
    {
        _gate.Enter();
        var filter = request.Operation == DiskOperation.Write ? _writes : _reads;
        filter.Remove(request.Lba, request.Sectors);
        for (var later = request.Newer; later is not null; later = later.Newer)
        {
            if (later.Blockers > 0 && request.ConflictsWith(later) && --later.Blockers == 0)
                released.Add(later);
        }

        Unlink(request);
        _gate.Leave();
    }

    private bool IsClear(ulong lba, int sectors, bool alsoOfReads)
    {
        if (Volatile.Read(ref _count) == 0)
            return true;
        _gate.Enter();
        bool clear = !_writes.MayHold(lba, sectors) && !(alsoOfReads && _reads.MayHold(lba, sectors));
        _gate.Leave();
        return clear;
    }

    private Admission AdmitInside(DiskRequest request)
    {
        request.Blockers = 0;
        if (MayConflict(request))
        {
            for (var earlier = _newest; earlier is not null; earlier = earlier.Older)
            {
                if (!request.ConflictsWith(earlier))
                    continue;
                if (request.WritesSameRange(earlier) && RawMemory.SameBytes(request.Buffer, earlier.Buffer, request.Bytes))
                {
                    request.Next = earlier.FirstDuplicate;
                    earlier.FirstDuplicate = request;
                    return Admission.Duplicate;
                }

                request.Blockers++;
            }
        }

        Link(request);
        return request.Blockers == 0 ? Admission.Run : Admission.Wait;
    }

    private bool MayConflict(DiskRequest request) =>
        _writes.MayHold(request.Lba, request.Sectors)
        || (request.Operation == DiskOperation.Write && _reads.MayHold(request.Lba, request.Sectors));

    private void Link(DiskRequest request)
    {
        request.Newer = null;
        request.Older = _newest;
        if (_newest is null)
            _oldest = request;
        else
            _newest.Newer = request;
        _newest = request;
        _count++;
        if (request.Operation == DiskOperation.Write)
        {
            _writes.Add(request.Lba, request.Sectors);
            // After the count: who sees this one as begun sees it in the list as well.
            Volatile.Write(ref _writesBegun, _writesBegun + 1);
        }
        else
        {
            _reads.Add(request.Lba, request.Sectors);
        }
    }

    private void Unlink(DiskRequest request)
    {
        if (request.Older is null)
            _oldest = request.Newer;
        else
            request.Older.Newer = request.Newer;
        if (request.Newer is null)
            _newest = request.Older;
        else
            request.Newer.Older = request.Older;
        request.Newer = null;
        request.Older = null;
        _count--;
    }
}
