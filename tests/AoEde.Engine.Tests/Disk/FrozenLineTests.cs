using AoEde.Engine.Disk;
using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;
using AoEde.Engine.Tests.Bench;
using AoEde.Engine.Tests.Freeze;
using AoEde.Engine.Wire;
using AoEde.Native;

namespace AoEde.Engine.Tests.Disk;

/// <summary>What a disk line counts at the shadow of a frozen target.</summary>
public sealed class FrozenLineTests : IDisposable
{
    private readonly LineBench _bench = new();
    private readonly ShadowBench _shadows = new();
    private readonly ShadowFile _shadow;
    private readonly TargetLane _lane;

    public FrozenLineTests()
    {
        _shadow = _shadows.Create();
        _lane = _bench.AddLane();
        _lane.Shadow = new LaneShadow(_bench.Line.Attach(_shadow.File));
        _lane.Target.Overlay = new Overlay(_shadow, isFrozen: true, ShadowFullPolicy.Thaw, static () => { }, steps: null);
    }

    public void Dispose()
    {
        _lane.Shadow?.Dispose();
        _shadow.Dispose();
        _shadows.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Enter_QueueWithNoRoomForTheShadow_LeavesNoFileBehind()
    {
        _bench.Queue.Files = 3;

        Should.Throw<NativeException>(() => LaneControl.Enter(_lane.Target, _bench.Line)).Errno.ShouldBe(Errno.ENFILE);

        _bench.Queue.Detached.ShouldBe([2], "the base that it had taken: it would stay open, and claimed");
    }

    [Fact]
    public void Flush_InARequestThatReadFromTheShadow_CountsAsNoOperationThere()
    {
        ShadowBench.Journal(_shadow, (0, 1));
        var request = _bench.Start(_lane, DiskOperation.Read);
        _bench.Poll();
        _lane.Shadow!.Operations.ShouldBe(1);
        _bench.Complete(request, 512);
        _lane.Shadow.Operations.ShouldBe(0);

        request.Operation = DiskOperation.Flush;
        _bench.Line.Start(request);
        _bench.Poll();
        _bench.Complete(request, 0);
        _lane.Shadow.Operations.ShouldBe(0, "nobody could let go of the shadow any more");
    }

    [Fact]
    public void Flush_AfterTheFreeze_InARequestThatReadFromTheShadow_Ends()
    {
        ShadowBench.Journal(_shadow, (0, 1));
        var request = _bench.Start(_lane, DiskOperation.Read);
        _bench.Poll();
        _bench.Complete(request, 512);
        _lane.Target.Overlay = null;
        _lane.Shadow!.Dispose();
        _lane.Shadow = null;

        request.Operation = DiskOperation.Flush;
        _bench.Line.Start(request);
        _bench.Poll();
        _bench.Complete(request, 0);
        _bench.Done.ShouldBe([(request, 0), (request, 0)]);
    }
}
