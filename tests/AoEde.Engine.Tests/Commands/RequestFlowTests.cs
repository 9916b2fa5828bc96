using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Tests.Bench;
using AoEde.Native;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;

namespace AoEde.Engine.Tests.Commands;

/// <summary>From the in-flight index to the disk and back to the wire, seen by the initiator at the other end.</summary>
public sealed class RequestFlowTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly TempImage _image = new(64, filled: false);
    private readonly Target _target;
    private readonly List<IDisposable> _open = [];

    // Each write is stable by itself here: group commit has its own tests.
    public RequestFlowTests() => _target = Sample.Target(_image, o => o with { Backing = o.Backing with { IsDevice = true }, Direct = true });

    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
            _open[i].Dispose();
        _target.Dispose();
        _image.Dispose();
    }

    [SkippableFact]
    public void Write_SentThriceWithNewTags_RunsOnceAndAnswersEachTag()
    {
        var (cable, pump) = Open();
        var write = pump.Submit(DiskOperation.Write, 5, tag: 1, fill: 9);
        pump.Submit(DiskOperation.Write, 5, tag: 2, fill: 9);
        pump.Submit(DiskOperation.Write, 5, tag: 3, fill: 9);
        pump.Queue.History.Count.ShouldBe(1);
        pump.Complete(write);

        var replies = Take(cable, 3);
        replies.Select(r => r.Tag).ShouldBe([1u, 2u, 3u], ignoreOrder: true);
        replies.ShouldAllBe(r => r.AtaStatus == 0x40);
        pump.Flow.Unanswered.ShouldBe(0);
        pump.Lane.Unanswered.ShouldBe(0);
        pump.Lane.Counters.Duplicates.ShouldBe(2);
        pump.Queue.History.Count.ShouldBe(1);
        _target.InFlight.Count.ShouldBe(0);
    }

    [SkippableFact]
    public void Write_FailedWithDuplicates_FailsEachTag()
    {
        var (cable, pump) = Open();
        var write = pump.Submit(DiskOperation.Write, 5, tag: 1, fill: 9);
        pump.Submit(DiskOperation.Write, 5, tag: 2, fill: 9);
        pump.Complete(write, -Errno.EIO);

        var replies = Take(cable, 2);
        replies.Select(r => r.Tag).ShouldBe([1u, 2u], ignoreOrder: true);
        replies.ShouldAllBe(r => r.AtaStatus == 0x41 && r.AtaError == 0x04 && !r.IsError, "ATA status, not an AoE error");
    }

    [SkippableFact]
    public void Read_BehindAnOverlappingWrite_RunsWhenThatIsDone()
    {
        var (cable, pump) = Open();
        var write = pump.Submit(DiskOperation.Write, 4, tag: 1, sectors: 4);
        var read = pump.Submit(DiskOperation.Read, 7, tag: 2);
        pump.IsAtDisk(read).ShouldBeFalse();
        pump.Lane.Counters.Waits.ShouldBe(1);
        pump.Complete(write);
        pump.IsAtDisk(read).ShouldBeTrue();
        RawMemory.At(read.Buffer, 512).Fill(0x5C);
        pump.Complete(read);

        var replies = Take(cable, 2);
        replies.Select(r => r.Tag).ShouldBe([1u, 2u]);
        replies[1].Data.Length.ShouldBe(512);
        replies[1].Data.ShouldAllBe(b => b == 0x5C);
    }

    [SkippableFact]
    public void Read_Failed_SaysUncorrectableAndCarriesNoData()
    {
        var (cable, pump) = Open();
        var read = pump.Submit(DiskOperation.Read, 7, tag: 2, sectors: 2);
        RawMemory.At(read.Buffer, 1024).Fill(0x5C);
        pump.Complete(read, -Errno.EIO);

        var reply = Take(cable, 1)[0];
        (reply.AtaStatus, reply.AtaError).ShouldBe(((byte)0x41, (byte)0x40));
        reply.Length.ShouldBe(60);
        reply.Data.ShouldAllBe(b => b == 0);
        pump.Lane.Counters.DeviceErrors.ShouldBe([1, 0, 0]);
        pump.Lane.Counters.LastErrno[0].ShouldBe(Errno.EIO);
        pump.Lane.Counters[CommandKind.Read, CommandResult.Failed].ShouldBe(1);
    }

    [SkippableFact]
    public void Flush_BesideAWriteInFlight_WaitsForNone()
    {
        var (cable, pump) = Open();
        pump.Submit(DiskOperation.Write, 0, tag: 1);
        var flush = pump.Submit(DiskOperation.Flush, 0, tag: 2, sectors: 0);
        pump.Complete(flush, 0);

        Take(cable, 1)[0].Tag.ShouldBe(2u);
    }

    [SkippableFact]
    public void Write_WaitingForAnotherPumps_GoesHomeToRunThere()
    {
        var (cable, one) = Open();
        var two = Add(cable, 2);
        var first = one.Submit(DiskOperation.Write, 5, tag: 1, fill: 1);
        var second = two.Submit(DiskOperation.Write, 5, tag: 2, fill: 2);
        two.Queue.History.ShouldBeEmpty();
        one.Complete(first);
        two.Queue.History.ShouldBeEmpty("only its own pump may touch it");
        one.Queue.History.Count.ShouldBe(1);

        two.Turn();
        two.IsAtDisk(second).ShouldBeTrue();
        two.Complete(second);
        Take(cable, 2).Select(r => (r.Tag, r.Source)).ShouldBe([(1u, one.Mac), (2u, two.Mac)]);
        (one.Flow.Unanswered, two.Flow.Unanswered).ShouldBe((0, 0));
    }

    [SkippableFact]
    public void Write_DuplicateOnAnotherInterface_IsAnsweredFromThere()
    {
        var (cable, one) = Open();
        var two = Add(cable, 2);
        var first = one.Submit(DiskOperation.Write, 5, tag: 1, fill: 1);
        two.Submit(DiskOperation.Write, 5, tag: 2, fill: 1);
        one.Submit(DiskOperation.Write, 5, tag: 3, fill: 1);
        one.Complete(first);
        two.Flow.Unanswered.ShouldBe(1, "its own pump answers it");
        two.Turn();

        Take(cable, 3).Select(r => (r.Tag, r.Source)).ShouldBe([(1u, one.Mac), (3u, one.Mac), (2u, two.Mac)], ignoreOrder: true);
        two.Queue.History.ShouldBeEmpty();
        two.Flow.Unanswered.ShouldBe(0);
        two.Lane.Unanswered.ShouldBe(0);
    }

    [SkippableFact]
    public void Rent_PoolUsedUp_IsRefusedUntilOneIsAnswered()
    {
        var cable = Keep(Cable.Lay());
        var pump = Keep(new FlowBench(cable, _target, 1, requests: 2));
        var read = pump.Submit(DiskOperation.Read, 1, tag: 1);
        pump.Submit(DiskOperation.Read, 2, tag: 2);
        pump.Flow.TryRent(pump.Lane, out _).ShouldBeFalse();
        pump.Lane.Unanswered.ShouldBe(2);
        pump.Complete(read);

        pump.Flow.TryRent(pump.Lane, out _).ShouldBeTrue();
    }

    private (Cable Cable, FlowBench Pump) Open()
    {
        var cable = Keep(Cable.Lay());
        return (cable, Add(cable, 1));
    }

    private FlowBench Add(Cable cable, int number) => Keep(new FlowBench(cable, _target, number));

    private T Keep<T>(T resource)
        where T : IDisposable
    {
        _open.Add(resource);
        return resource;
    }

    private static List<Reply> Take(Cable cable, int count)
    {
        var replies = new List<Reply>();
        while (replies.Count < count && cable.Station.TryTake(Soon, out var reply))
            replies.Add(reply);
        replies.Count.ShouldBe(count);
        cable.Station.TryTake(TimeSpan.Zero, out _).ShouldBeFalse("one answer to each request");
        return replies;
    }
}
