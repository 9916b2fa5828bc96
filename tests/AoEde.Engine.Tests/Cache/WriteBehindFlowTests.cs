using AoEde.Engine.Disk;
using AoEde.Engine.Tests.Bench;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Host;

namespace AoEde.Engine.Tests.Cache;

/// <summary>Early acknowledgement and flushes of one target on two interfaces, whose disk queues the test completes.</summary>
public sealed class WriteBehindFlowTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly TempImage _image = new(64, filled: false);
    private readonly List<IDisposable> _open = [];

    public void Dispose()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
            _open[i].Dispose();
        _image.Dispose();
    }

    [SkippableFact]
    public void Write_TheKernelHas_IsAnsweredBeforeAnySync()
    {
        var (cable, one, _) = Open(bytes: 4096);
        var write = one.Submit(DiskOperation.Write, 5, tag: 1);
        cable.Station.TryTake(TimeSpan.Zero, out _).ShouldBeFalse("the kernel has not taken it yet");
        one.Complete(write);

        Take(cable, 1).Single().Tag.ShouldBe(1u);
        one.Queue.History.ShouldAllBe(o => o.Kind == ScriptedKind.Write, "pumps sync nothing");
        one.Lane.Target.Cache.WriteBehind!.UnstableBytes.ShouldBe(512);
        one.Lane.Target.InFlight.Count.ShouldBe(0);
    }

    [SkippableFact]
    public void Flush_OnAnotherInterface_MakesStableWhatTheFirstAcknowledged()
    {
        var (cable, one, two) = Open(bytes: 4096);
        one.Complete(one.Submit(DiskOperation.Write, 5, tag: 1));
        Take(cable, 1);
        two.Submit(DiskOperation.Flush, 0, tag: 2);
        TurnUntilHome(two);

        var answer = Take(cable, 1).Single();
        (answer.Tag, answer.AtaStatus, answer.Source).ShouldBe((2u, (byte)0x40, two.Mac));
        one.Lane.Target.Cache.WriteBehind!.UnstableBytes.ShouldBe(0);
    }

    [SkippableFact]
    public void Write_BeyondTheBytes_StaysInTheIndexAndIsAnsweredOnceStableForEachTag()
    {
        var (cable, one, two) = Open(bytes: 0);
        var write = one.Submit(DiskOperation.Write, 5, tag: 1, fill: 7);
        two.Submit(DiskOperation.Write, 5, tag: 2, fill: 7);
        var overlapping = one.Submit(DiskOperation.Write, 5, tag: 3, fill: 8);
        one.Complete(write);
        one.IsAtDisk(overlapping).ShouldBeFalse("the first one is not done yet");
        TurnUntil(one, () => one.IsAtDisk(overlapping));
        two.Turn();
        Take(cable, 2).Select(r => (r.Tag, r.AtaStatus)).ShouldBe([(1u, (byte)0x40), (2u, (byte)0x40)], ignoreOrder: true);

        one.Complete(overlapping);
        TurnUntilHome(one);
        Take(cable, 1).Single().Tag.ShouldBe(3u);
        one.Lane.Target.InFlight.Count.ShouldBe(0);
        one.Lane.Gate.Running.ShouldBe(0);
    }

    [SkippableFact]
    public void Flush_AfterALoss_FailsOnce()
    {
        var (cable, one, two) = Open(bytes: 4096);
        one.Complete(one.Submit(DiskOperation.Write, 5, tag: 1));
        Take(cable, 1);
        one.Lane.Target.NoteFailedSync();
        for (uint tag = 2; tag <= 3; tag++)
        {
            two.Submit(DiskOperation.Flush, 0, tag);
            TurnUntilHome(two);
        }

        Take(cable, 2).Select(r => (r.Tag, r.AtaStatus)).ShouldBe([(2u, (byte)0x41), (3u, (byte)0x40)]);
        two.Lane.Counters.DeviceErrors[(int)DiskOperation.Flush].ShouldBe(1);
        one.Lane.Target.Cache.WriteBehind!.LostBytes.ShouldBe(512);
    }

    private (Cable Cable, FlowBench One, FlowBench Two) Open(long bytes)
    {
        var cable = Keep(Cable.Lay());
        var target = Keep(Sample.Target(_image, o => o with { WriteBehind = true, WriteBehindBytes = bytes, WriteBehindAge = TimeSpan.FromHours(1) }));
        return (cable, Keep(new FlowBench(cable, target, 1)), Keep(new FlowBench(cable, target, 2)));
    }

    private static void TurnUntilHome(FlowBench pump) => TurnUntil(pump, () => pump.Flow.Unanswered == 0);

    private static void TurnUntil(FlowBench pump, Func<bool> condition) => Eventually.True(
        () =>
        {
            pump.Turn();
            return condition();
        },
        "the sync has ended");

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
