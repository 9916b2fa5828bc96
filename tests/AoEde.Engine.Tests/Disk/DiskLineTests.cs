using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;

namespace AoEde.Engine.Tests.Disk;

/// <summary>How operations are asked for, continued and ended. The targets here make each write stable by itself.</summary>
public sealed class DiskLineTests : IDisposable
{
    private readonly LineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Read_Started_AsksForItsBytesAtItsPlaceInTheWindow()
    {
        var lane = _bench.AddLane(o => o with { Backing = o.Backing with { OffsetBytes = 4096 } });
        var request = _bench.Start(lane, DiskOperation.Read, lba: 3, sectors: 2);
        _bench.Poll();

        _bench.Queue.Submitted.ShouldBe([new(ScriptedKind.Read, lane.FileSlot, request.Buffer, 1024, 4096 + (3 * 512), (ulong)request.Index)]);
    }

    [Fact]
    public void Read_WholeResult_IsDone()
    {
        var request = Start(DiskOperation.Read, sectors: 2);
        _bench.Complete(request, 1024);

        _bench.Done.ShouldBe([(request, 0)]);
        _bench.Line.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public void Read_ShortResult_IsContinuedWhereItStopped()
    {
        var request = Start(DiskOperation.Read, lba: 1, sectors: 4);
        _bench.Complete(request, 512);
        _bench.Done.ShouldBeEmpty();
        _bench.AtDisk(request).ShouldBe(new(ScriptedKind.Read, request.Lane.FileSlot, request.Buffer + 512, 1536, 1024, (ulong)request.Index));

        _bench.Complete(request, 1000);
        _bench.AtDisk(request).Bytes.ShouldBe(536);
        _bench.Complete(request, 536);
        _bench.Done.ShouldBe([(request, 0)]);
    }

    [Fact]
    public void Write_ShortResult_IsContinuedWhereItStopped()
    {
        var request = Start(DiskOperation.Write, sectors: 2);
        _bench.Complete(request, 512);
        _bench.AtDisk(request).ShouldBe(new(ScriptedKind.Write, request.Lane.FileSlot, request.Buffer + 512, 512, 512, (ulong)request.Index));
        _bench.Complete(request, 512);

        _bench.Done.ShouldBe([(request, 0)]);
    }

    [Fact]
    public void News_OfWhatWasSeenBefore_AreLookedAtOnceMoreAndDoNotKeepThePumpAwake()
    {
        _bench.Queue.HasReady = true;

        // A thread says so after it has completed the last operation, which may have been taken in meanwhile.
        _bench.Line.TryPrepareSleep().ShouldBeFalse();
        _bench.Line.IsBusy.ShouldBeTrue("the pump polls no line that is not");
        _bench.Poll();

        _bench.Line.IsBusy.ShouldBeFalse();
        _bench.Line.TryPrepareSleep().ShouldBeTrue();
    }

    [Theory]
    [InlineData(DiskOperation.Read, Errno.EAGAIN)]
    [InlineData(DiskOperation.Read, Errno.EINTR)]
    [InlineData(DiskOperation.Write, Errno.EAGAIN)]
    [InlineData(DiskOperation.Flush, Errno.EAGAIN)]
    internal void Operation_DisturbedNotFailed_IsTriedAgain(DiskOperation operation, int errno)
    {
        var request = Start(operation);
        var first = _bench.AtDisk(request);
        _bench.Complete(request, -errno);

        _bench.Done.ShouldBeEmpty();
        _bench.AtDisk(request).ShouldBe(first);
    }

    [Theory]
    [InlineData(DiskOperation.Read)]
    [InlineData(DiskOperation.Write)]
    internal void Operation_ResultNothing_IsAnIoError(DiskOperation operation)
    {
        var request = Start(operation);
        _bench.Complete(request, 0);

        _bench.Done.ShouldBe([(request, Errno.EIO)], "the file has shrunk under us");
    }

    [Fact]
    public void Read_NothingAfterAShortResult_IsAnIoError()
    {
        var request = Start(DiskOperation.Read, sectors: 2);
        _bench.Complete(request, 512);
        _bench.Complete(request, 0);

        _bench.Done.ShouldBe([(request, Errno.EIO)]);
    }

    [Theory]
    [InlineData(DiskOperation.Read, Errno.EIO)]
    [InlineData(DiskOperation.Write, Errno.ENOSPC)]
    [InlineData(DiskOperation.Flush, Errno.EIO)]
    internal void Operation_Failed_SaysWhy(DiskOperation operation, int errno)
    {
        var request = Start(operation);
        _bench.Complete(request, -errno);

        _bench.Done.ShouldBe([(request, errno)]);
        _bench.Queue.Submitted.ShouldBeEmpty();
    }

    [Fact]
    public void Flush_Started_IsOneSyncAndDoneWithIt()
    {
        var request = Start(DiskOperation.Flush);
        _bench.AtDisk(request).Kind.ShouldBe(ScriptedKind.Sync);
        _bench.Complete(request, 0);

        _bench.Done.ShouldBe([(request, 0)]);
    }

    [Fact]
    public void Submission_TakenInParts_AllReachesTheDisk()
    {
        _bench.Queue.TakesAtOnce = 2;
        var lane = DurableLane();
        for (int i = 0; i < 5; i++)
            _bench.Start(lane, DiskOperation.Read, 2 * (ulong)i);
        _bench.Poll();
        _bench.Line.IsBusy.ShouldBeTrue("some are queued and not submitted");
        _bench.Poll();

        _bench.Queue.History.Select(o => o.Offset / 1024).ShouldBe([0, 1, 2, 3, 4]);
    }

    [Fact]
    public void Poll_NothingToDo_SaysSo()
    {
        _bench.Line.Poll(_bench).ShouldBeFalse();
        var request = Start(DiskOperation.Read);
        _bench.Line.Poll(_bench).ShouldBeFalse("nothing has completed yet");
        _bench.Queue.Complete(_bench.AtDisk(request), 512);
        _bench.Line.Poll(_bench).ShouldBeTrue();
    }

    [Fact]
    public void Poll_MoreCompletionsThanOneReap_HandsAllOverInTheEnd()
    {
        using var bench = new LineBench(requests: 200);
        var lane = bench.AddLane(o => o with { QueueDepth = 200 });
        var requests = Enumerable.Range(0, 200).Select(i => bench.Start(lane, DiskOperation.Read, 2 * ((ulong)i % 8))).ToArray();
        bench.Poll();
        foreach (var request in requests)
            bench.Queue.Complete(bench.AtDisk(request), 512);
        while (bench.Line.IsBusy)
            bench.Poll();

        bench.Done.Select(d => d.Request).ShouldBe(requests);
    }

    private DiskRequest Start(DiskOperation operation, ulong lba = 0, int sectors = 1)
    {
        var request = _bench.Start(DurableLane(), operation, lba, sectors);
        _bench.Poll();
        return request;
    }

    private Engine.Targets.TargetLane DurableLane() =>
        _bench.AddLane(o => o with { Direct = true, Backing = o.Backing with { IsDevice = true } });
}
