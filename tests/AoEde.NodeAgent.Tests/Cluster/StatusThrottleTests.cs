using AoEde.Api;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Cluster.Publishing;

namespace AoEde.NodeAgent.Tests.Cluster;

public sealed class StatusThrottleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private static AoETargetStatus Shown => new()
    {
        Export = new TargetExport { NodeName = "n", Epoch = 1, State = "Exported" },
        Initiators = new TargetInitiators { Count = 1, Macs = ["52:54:00:12:34:56"] },
        Freeze = new TargetFreeze { State = "Frozen", ShadowBytes = 4096, ExpiresAt = Now },
        Conditions = [new V1Condition { Type = "Exported", Status = "True", Reason = "Answering", Message = "on eth1", LastTransitionTime = Now }],
    };

    [Fact]
    public void Decide_NothingDiffers_WritesNothing() => Decide(Shown, Later(3600)).ShouldBe(new StatusDecision(null, null));

    [Fact]
    public void Decide_ConditionFlips_WritesAtOnce()
    {
        var wanted = Shown with { Conditions = [Shown.Conditions![0] with { Status = "False", Reason = "LinkDown" }] };
        StatusThrottle.Same(Decide(wanted, Later(0)).Write, wanted).ShouldBeTrue();
    }

    [Fact]
    public void Decide_ShadowGrows_WaitsHalfAMinute()
    {
        var wanted = Shown with { Freeze = Shown.Freeze! with { ShadowBytes = 8192 } };
        Decide(wanted, Later(10)).ShouldBe(new StatusDecision(null, TimeSpan.FromSeconds(20)));
        Decide(wanted, Later(30)).Write.ShouldNotBeNull();
    }

    [Fact]
    public void Decide_InitiatorsChange_WaitsAMinuteAndIsNotTakenAlongBefore()
    {
        var wanted = Shown with { Initiators = new TargetInitiators { Count = 2 } };
        Decide(wanted, Later(40)).ShouldBe(new StatusDecision(null, TimeSpan.FromSeconds(20)));
        Decide(wanted with { Conditions = null }, Later(40)).Write!.Initiators!.Count.ShouldBe(1);
        Decide(wanted, Later(60)).Write!.Initiators!.Count.ShouldBe(2);
    }

    [Fact]
    public void Decide_AnotherEpoch_TakesEverythingAlong()
    {
        var wanted = Shown with { Export = Shown.Export! with { Epoch = 2 }, Initiators = new TargetInitiators() };
        Decide(wanted, Later(1)).Write!.Initiators!.Count.ShouldBe(0);
    }

    private static DateTimeOffset Later(int seconds) => Now.AddSeconds(seconds);

    private static StatusDecision Decide(AoETargetStatus wanted, DateTimeOffset at) => StatusThrottle.Decide(wanted, Shown, new WriteTimes(Now, Now), at);
}
