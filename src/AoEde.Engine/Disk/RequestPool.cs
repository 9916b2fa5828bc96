using AoEde.Native.Files;

namespace AoEde.Engine.Disk;

/// <summary>The requests of one pump, all made at its start; used by its thread only.</summary>
internal sealed class RequestPool
{
    private readonly DiskRequest[] _all;
    private DiskRequest? _free;

    public RequestPool(RequestInbox inbox, AlignedBuffers buffers, int count)
    {
        _all = new DiskRequest[count];
        for (int i = count - 1; i >= 0; i--)
        {
            _all[i] = new DiskRequest(inbox, i, buffers.Address(i));
            Return(_all[i]);
        }
    }

    /// <summary>Requests not in the pool now: received and not yet answered.</summary>
    public int InUse { get; private set; }

    /// <summary>The request that a disk completion names.</summary>
    /// <param name="token">The token of the operation.</param>
    public DiskRequest this[ulong token] => _all[token];

    public bool TryRent(out DiskRequest request)
    {
        request = _free!;
        if (request is null)
            return false;
        _free = request.Next;
        request.Next = null;
        InUse++;
        return true;
    }

    public void Return(DiskRequest request)
    {
        if (request.Lane is not null)
            InUse--;
        request.Lane = null!;
        request.FirstDuplicate = null;
        request.Next = _free;
        _free = request;
    }
}
