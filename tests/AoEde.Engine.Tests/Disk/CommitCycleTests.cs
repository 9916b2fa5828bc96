using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;

namespace AoEde.Engine.Tests.Disk;

/// <summary>Writes to files are stable in groups: one fdatasync, begun after all of the group were written.</summary>
public sealed class CommitCycleTests : IDisposable
{
    private readonly LineBench _bench = new();
    private readonly TargetLane _lane;

    public CommitCycleTests() => _lane = _bench.AddLane();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Write_Written_IsHandedOverOnlyWhenSynced()
    {
        var write = StartWrite(0);
        _bench.Complete(write, 512);
        _bench.Done.ShouldBeEmpty();
        _bench.AtDisk(write).ShouldBe(new(ScriptedKind.Sync, _lane.FileSlot, 0, 0, 0, (ulong)write.Index));

        _bench.Complete(write, 0);
        _bench.Done.ShouldBe([(write, 0)]);
        _bench.Line.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public void Writes_WrittenTogether_ShareOneSync()
    {
        var writes = Enumerable.Range(0, 4).Select(i => StartWrite((ulong)i)).ToArray();
        foreach (var write in writes)
            _bench.Queue.Complete(_bench.AtDisk(write), 512);
        _bench.Poll();
        Syncs().Length.ShouldBe(1);

        _bench.Queue.Complete(Syncs()[0], 0);
        _bench.Poll();
        _bench.Done.ShouldBe(writes.Select(w => (w, 0)));
    }

    [Fact]
    public void Write_WrittenWhileASyncRuns_WaitsForTheNextOne()
    {
        var first = StartWrite(0);
        var second = StartWrite(1);
        _bench.Complete(first, 512);
        _bench.Complete(second, 512);
        Syncs().Length.ShouldBe(1, "one fdatasync of a target at a time");

        _bench.Complete(first, 0);
        _bench.Done.ShouldBe([(first, 0)]);
        Syncs().Length.ShouldBe(1);
        _bench.Complete(second, 0);
        _bench.Done.ShouldBe([(first, 0), (second, 0)]);
    }

    [Fact]
    public void Write_WrittenInTheSamePollAsTheSyncEnds_WaitsForTheNextOne()
    {
        var first = StartWrite(0);
        var second = StartWrite(1);
        _bench.Complete(first, 512);
        _bench.Queue.Complete(_bench.AtDisk(second), 512);
        _bench.Queue.Complete(_bench.AtDisk(first), 0);
        _bench.Poll();

        _bench.Done.ShouldBe([(first, 0)]);
        Syncs().Single().Token.ShouldBe((ulong)second.Index);
    }

    [Fact]
    public void Sync_Failed_FailsItsWholeGroup()
    {
        var writes = Enumerable.Range(0, 3).Select(i => StartWrite((ulong)i)).ToArray();
        foreach (var write in writes)
            _bench.Queue.Complete(_bench.AtDisk(write), 512);
        _bench.Poll();
        _bench.Queue.Complete(Syncs()[0], -Errno.EIO);
        _bench.Poll();

        _bench.Done.ShouldBe(writes.Select(w => (w, Errno.EIO)));
    }

    [Fact]
    public void Sync_Failed_LeavesLaterWritesAndOtherTargetsAlone()
    {
        var other = _bench.AddLane();
        var doomed = StartWrite(0);
        var elsewhere = _bench.Start(other, DiskOperation.Write);
        _bench.Poll();
        _bench.Queue.Complete(_bench.AtDisk(doomed), 512);
        _bench.Queue.Complete(_bench.AtDisk(elsewhere), 512);
        _bench.Poll();
        _bench.Complete(doomed, -Errno.EIO);
        _bench.Complete(elsewhere, 0);
        var later = StartWrite(2);
        _bench.Complete(later, 512);
        _bench.Complete(later, 0);

        _bench.Done.ShouldBe([(doomed, Errno.EIO), (elsewhere, 0), (later, 0)]);
    }

    [Fact]
    public void Write_WrittenWhileASyncFails_FailsThoughItsOwnSyncSucceeds()
    {
        // The kernel wrote back what it found, this write's data too, told of the error once, and has nothing dirty left.
        var first = StartWrite(0);
        var second = StartWrite(1);
        _bench.Complete(first, 512);
        _bench.Complete(second, 512);
        _bench.Complete(first, -Errno.EIO);
        _bench.Complete(second, 0);

        _bench.Done.ShouldBe([(first, Errno.EIO), (second, Errno.EIO)]);
    }

    [Fact]
    public void Write_AtTheDeviceWhileASyncFails_FailsThoughItsOwnSyncSucceeds()
    {
        var first = StartWrite(0);
        var second = StartWrite(1);
        _bench.Complete(first, 512);
        _bench.Complete(first, -Errno.EIO);
        _bench.Complete(second, 512);
        _bench.Complete(second, 0);

        _bench.Done.ShouldBe([(first, Errno.EIO), (second, Errno.EIO)]);
    }

    [Fact]
    public void Write_BesideAFlushThatFails_FailsThoughItsOwnSyncSucceeds()
    {
        var write = StartWrite(0);
        _bench.Complete(write, 512);
        var flush = _bench.Start(_lane, DiskOperation.Flush);
        _bench.Poll();
        _bench.Complete(flush, -Errno.EIO);
        _bench.Complete(write, 0);

        _bench.Done.ShouldBe([(flush, Errno.EIO), (write, Errno.EIO)], "the flush took the only report of the error");
    }

    [Fact]
    public void Write_HeldBackWhileASyncFails_IsNotTouchedByIt()
    {
        var lane = _bench.AddLane(o => o with { QueueDepth = 1 });
        var first = _bench.Start(lane, DiskOperation.Write);
        _bench.Poll();
        _bench.Complete(first, 512);
        var second = _bench.Start(lane, DiskOperation.Write, 1);
        var third = _bench.Start(lane, DiskOperation.Write, 2);
        _bench.Poll();
        _bench.Complete(first, -Errno.EIO);
        _bench.Complete(second, 512);
        _bench.Complete(second, 0);
        _bench.Complete(third, 512);
        _bench.Complete(third, 0);

        _bench.Done.ShouldBe([(first, Errno.EIO), (second, Errno.EIO), (third, 0)]);
    }

    [Fact]
    public void Write_Failed_IsHandedOverAtOnceAndJoinsNoGroup()
    {
        var failed = StartWrite(0);
        _bench.Complete(failed, -Errno.ENOSPC);

        _bench.Done.ShouldBe([(failed, Errno.ENOSPC)]);
        Syncs().ShouldBeEmpty();
    }

    [Fact]
    public void Write_OnADeviceThatIsDurableByItself_NeedsNoSync()
    {
        var lane = _bench.AddLane(o => o with { Direct = true, Backing = o.Backing with { IsDevice = true } });
        var write = _bench.Start(lane, DiskOperation.Write);
        _bench.Poll();
        _bench.Complete(write, 512);

        _bench.Done.ShouldBe([(write, 0)]);
        _bench.Queue.History.ShouldAllBe(o => o.Kind == ScriptedKind.Write);
    }

    [Fact]
    public void Flush_WhileAGroupIsBeingCommitted_IsItsOwnSync()
    {
        var write = StartWrite(0);
        _bench.Complete(write, 512);
        var flush = _bench.Start(_lane, DiskOperation.Flush);
        _bench.Poll();
        Syncs().Length.ShouldBe(2);
        _bench.Complete(flush, 0);
        _bench.Done.ShouldBe([(flush, 0)], "the flush's sync says nothing of the group's");

        _bench.Complete(write, 0);
        _bench.Done.ShouldBe([(flush, 0), (write, 0)]);
    }

    [Fact]
    public void Requests_ReusedAfterACommit_StartAfresh()
    {
        var write = StartWrite(0);
        _bench.Complete(write, 512);
        _bench.Complete(write, 0);
        write.DoneBytes = 0;
        write.Operation = DiskOperation.Read;
        _bench.Line.Start(write);
        _bench.Poll();
        _bench.Complete(write, 512);

        _bench.Done.ShouldBe([(write, 0), (write, 0)]);
    }

    private DiskRequest StartWrite(ulong lba)
    {
        var request = _bench.Start(_lane, DiskOperation.Write, lba);
        _bench.Poll();
        return request;
    }

    private ScriptedOperation[] Syncs() => [.. _bench.Queue.Submitted.Where(o => o.Kind == ScriptedKind.Sync)];
}
