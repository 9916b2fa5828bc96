using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;

namespace AoEde.Engine.Tests.Disk;

/// <summary>A target never has more at the device than its queue depth; the others wait their turn in order.</summary>
public sealed class QueueDepthTests : IDisposable
{
    private readonly LineBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Start_BeyondTheDepth_HoldsBackTheRest()
    {
        var lane = _bench.AddLane(o => o with { QueueDepth = 3 });
        StartReads(lane, 5);

        AtDisk().ShouldBe([0, 1, 2]);
        lane.AtDevice.ShouldBe(3);
    }

    [Fact]
    public void Completion_WithABacklog_StartsTheOldestThatWaits()
    {
        var lane = _bench.AddLane(o => o with { QueueDepth = 2 });
        var requests = StartReads(lane, 5);
        _bench.Complete(requests[1], 512);
        AtDisk().ShouldBe([0, 2]);
        _bench.Complete(requests[0], -5);
        AtDisk().ShouldBe([2, 3], "a failure makes room too");

        foreach (var request in requests[2..])
            _bench.Complete(request, 512);
        _bench.Done.Count.ShouldBe(5);
        lane.AtDevice.ShouldBe(0);
        lane.Backlog.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void ShortResult_WithABacklog_KeepsItsPlaceAtTheDevice()
    {
        var lane = _bench.AddLane(o => o with { QueueDepth = 1 });
        var first = _bench.Start(lane, DiskOperation.Read, lba: 0, sectors: 4);
        _bench.Start(lane, DiskOperation.Read, lba: 9);
        _bench.Poll();
        _bench.Complete(first, 1024);

        AtDisk().ShouldBe([1]);
    }

    [Fact]
    public void Depth_OfOneTarget_DoesNotHoldBackAnother()
    {
        var full = _bench.AddLane(o => o with { QueueDepth = 1 });
        var other = _bench.AddLane();
        StartReads(full, 3);
        StartReads(other, 4);

        _bench.Queue.Submitted.Count(o => o.Slot == full.FileSlot).ShouldBe(1);
        _bench.Queue.Submitted.Count(o => o.Slot == other.FileSlot).ShouldBe(4);
    }

    [Fact]
    public void Commit_UnderWay_DoesNotTakeAPlaceFromOthers()
    {
        var lane = _bench.AddLane(o => o with { QueueDepth = 1 });
        var write = _bench.Start(lane, DiskOperation.Write);
        _bench.Poll();
        _bench.Complete(write, 512);
        var read = _bench.Start(lane, DiskOperation.Read, lba: 9);
        _bench.Poll();

        _bench.AtDisk(read).Kind.ShouldBe(ScriptedKind.Read);
        _bench.AtDisk(write).Kind.ShouldBe(ScriptedKind.Sync);
    }

    private DiskRequest[] StartReads(Engine.Targets.TargetLane lane, int count)
    {
        var requests = Enumerable.Range(0, count).Select(i => _bench.Start(lane, DiskOperation.Read, 2 * (ulong)i)).ToArray();
        _bench.Poll();
        return requests;
    }

    private long[] AtDisk() => [.. _bench.Queue.Submitted.Select(o => o.Offset / 1024)];
}
