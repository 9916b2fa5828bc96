using AoEde.Engine.Disk;
using AoEde.Native.Events;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Bench;

/// <summary>The requests of one pump without the pump: pool, buffers and inbox.</summary>
internal sealed class RequestBench : IDisposable
{
    private const int Sector = 512;
    private readonly EventFd _wake = new();
    private readonly AlignedBuffers _buffers;

    public RequestBench(int count = 64, int sectorsEach = 8)
    {
        _buffers = new AlignedBuffers(count, sectorsEach * Sector, alignment: Sector);
        Inbox = new RequestInbox(_wake);
        Pool = new RequestPool(Inbox, _buffers, count);
    }

    public RequestInbox Inbox { get; }

    public RequestPool Pool { get; }

    /// <summary>A rented request; a write's whole buffer holds <paramref name="fill"/>.</summary>
    public DiskRequest Rent(DiskOperation operation, ulong lba, int sectors, byte fill = 0)
    {
        Pool.TryRent(out var request).ShouldBeTrue("the bench has too few requests for its test");
        request.Operation = operation;
        request.Lba = lba;
        request.Sectors = sectors;
        request.DoneBytes = 0;
        if (operation == DiskOperation.Write)
            _buffers.Bytes(request.Index)[..request.Bytes].Fill(fill);
        return request;
    }

    public void Dispose()
    {
        _buffers.Dispose();
        _wake.Dispose();
    }
}
