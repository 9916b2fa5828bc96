using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Freezes;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;

namespace AoEde.Operator.Tests.Freezes;

public sealed class FreezeJudgeTests
{
    private static readonly AoETarget Served = Objects.Target().Assigned().Serving();

    [Fact]
    public void Freeze_OfAServedTargetFromTheOwnNamespace_IsAllowedOnItsNode() =>
        Judge(Freeze("aoede-system"), Served).ShouldBe(new FreezeVerdict.Allow("w1"));

    [Theory]
    [InlineData("backup", true)]
    [InlineData("*", true)]
    [InlineData("other", false)]
    public void Freeze_FromAnotherNamespace_IsAllowedAsTheTargetSays(string allowed, bool may)
    {
        var verdict = Judge(Freeze("backup"), Served with { Spec = Served.Spec with { Freeze = new() { AllowedNamespaces = [allowed] } } });

        if (may)
            verdict.ShouldBeOfType<FreezeVerdict.Allow>();
        else
            verdict.ShouldBeOfType<FreezeVerdict.End>().Reason.ShouldBe(FreezeReasons.NamespaceDenied);
    }

    [Fact]
    public void Freeze_OfATargetWithoutANode_WaitsForAMinute()
    {
        Judge(Freeze("aoede-system"), Objects.Target()).ShouldBeOfType<FreezeVerdict.Wait>();

        var old = Freeze("aoede-system");
        old.Metadata.CreationTimestamp = Objects.Now.AddMinutes(-2);
        Judge(old, Objects.Target()).ShouldBeOfType<FreezeVerdict.End>().Reason.ShouldBe(FreezeReasons.TargetNotAssigned);
    }

    [Fact]
    public void Freeze_OfAMovingTarget_Waits() =>
        Judge(Freeze("aoede-system"), Objects.Target().Assigned(withdraw: true)).ShouldBeOfType<FreezeVerdict.Wait>();

    [Fact]
    public void Freeze_ThatWasAuthorized_IsNeverJudgedAgain()
    {
        var freeze = Freeze("backup") with { Status = new() { Authorized = new() { NodeName = "w1" } } };

        Judge(freeze, Served).ShouldBeOfType<FreezeVerdict.Nothing>();
    }

    [Fact]
    public void Freeze_ReleasedBeforeItBegan_Ends()
    {
        var freeze = Freeze("aoede-system");
        Judge(freeze with { Spec = freeze.Spec with { Release = true } }, Served).ShouldBeOfType<FreezeVerdict.End>().Phase.ShouldBe(FreezePhase.Released);
    }

    [Theory]
    [InlineData(null, false, true, FinalizerAct.Remove)]
    [InlineData(FreezePhase.Pending, true, true, FinalizerAct.Keep)]
    [InlineData(FreezePhase.Frozen, true, true, FinalizerAct.Keep)]
    [InlineData(FreezePhase.Expired, true, true, FinalizerAct.Remove)]
    [InlineData(FreezePhase.Frozen, true, false, FinalizerAct.RemoveByForce)]
    public void Removal_OfAFreeze_WaitsForItsEndOrTheEndOfItsNode(string? phase, bool authorized, bool nodeExists, object act)
    {
        var freeze = Freeze("aoede-system");
        freeze.Metadata.DeletionTimestamp = Objects.Now;
        freeze.Metadata.Finalizers = [Annotations.ThawFinalizer];
        freeze = freeze with { Status = phase is null ? null : new() { Phase = phase, Authorized = authorized ? new() { NodeName = "w1" } : null } };

        FreezeRemoval.Act(Situation(freeze, Served) with { Node = Objects.Node(exists: nodeExists, heartbeat: nodeExists ? Heartbeat.Alive : Heartbeat.Stale) })
            .ShouldBe((FinalizerAct)act);
    }

    internal static AoEFreeze Freeze(string @namespace, string name = "nightly") => new()
    {
        Metadata = new() { Name = name, NamespaceProperty = @namespace, Uid = $"uid-{name}", CreationTimestamp = Objects.Now, Generation = 1 },
        Spec = new() { Targets = ["disk11"], Holder = "nightly" },
    };

    private static FreezeVerdict Judge(AoEFreeze freeze, AoETarget target) => FreezeJudge.Judge(Situation(freeze, target));

    private static FreezeSituation Situation(AoEFreeze freeze, AoETarget target) => new()
    {
        Freeze = freeze,
        Targets = new Dictionary<string, AoETarget> { [target.Metadata.Name!] = target },
        OwnNamespace = "aoede-system",
        Now = Objects.Now,
    };
}
