using AoEde.Engine.Cache;
using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Cache;

/// <summary>A target's write-behind in the test's own time, whose syncs the test begins and ends.</summary>
internal sealed class WriteBehindBench : IDisposable
{
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(4);
    private readonly RequestBench _requests;

    public WriteBehindBench(long bytes = 8192, int requests = 64)
    {
        _requests = new RequestBench(requests);
        Behind = new WriteBehind(bytes, Age, Time) { Wake = () => Wakes++ };
    }

    public ManualTime Time { get; } = new();

    public WriteBehind Behind { get; }

    /// <summary>Times the syncing thread was woken.</summary>
    public int Wakes { get; private set; }

    /// <summary>A write that has been to the kernel.</summary>
    public DiskRequest Written(int sectors = 1)
    {
        var request = _requests.Rent(DiskOperation.Write, 0, sectors);
        request.FailedSyncsSeen = Behind.Failures;
        request.AwaitedSync = false;
        return request;
    }

    public bool Write(int sectors = 1) => Behind.TryAcknowledge(Written(sectors));

    public DiskRequest Flush(int initiator = 1)
    {
        var request = _requests.Rent(DiskOperation.Flush, 0, 0);
        request.AwaitedSync = false;
        request.Reply = new ReplyContext(Sample.Mac(initiator), Sample.Mac(99), new AoeAddress(7, 1), AoeCommand.Ata, 1);
        Behind.Await(request);
        return request;
    }

    /// <summary>What came home since the last call.</summary>
    public List<(DiskRequest Request, int Errno)> Home()
    {
        var home = new List<(DiskRequest, int)>();
        var queue = _requests.Inbox.TakeAll();
        while (queue.Take() is { } request)
        {
            request.AwaitedSync.ShouldBeTrue();
            home.Add((request, request.Outcome));
        }

        return home;
    }

    /// <summary>One whole sync, which must be due.</summary>
    public void Sync(int errno = 0)
    {
        Behind.TryBeginSync(out _).ShouldBeTrue();
        EndSync(errno);
    }

    /// <summary>Ends the sync that was begun, and returns the bytes that are in doubt with it.</summary>
    public long EndSync(int errno = 0)
    {
        long before = Behind.LostBytes;
        if (errno != 0)
            Behind.NoteFailedSync();
        Behind.EndSync(errno);
        return Behind.LostBytes - before;
    }

    public void Dispose() => _requests.Dispose();
}
