using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Addresses;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;

namespace AoEde.Operator.Tests.Targets;

public sealed class TargetVerdictTests
{
    [Fact]
    public void Verdict_OfANewTarget_AssignsItWithEpoch1()
    {
        var verdict = Objects.Judge(Objects.Target());

        verdict.Status.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 1 });
        verdict.Status.Address.ShouldBe("e9.0");
        verdict.Status.ObservedGeneration.ShouldBe(1);
        Says(verdict.Status.Accepted, "True", Reasons.Accepted);
        Says(verdict.Status.Ready, "False", Reasons.Starting);
        verdict.Status.Phase.ShouldBe(TargetPhase.Assigned);
        verdict.Events.Select(happened => happened.Reason).ShouldBe([EventReasons.Accepted]);
    }

    [Fact]
    public void Verdict_OfATargetWithoutFinalizer_AddsItFirst() =>
        Objects.Judge(Objects.Target().With(metadata => metadata with { Finalizers = null })).Finalizer.ShouldBe(FinalizerAct.Add);

    [Fact]
    public void Verdict_OfAServedTarget_IsReadyAndStaysAsItIs()
    {
        var target = Objects.Target().Assigned().Serving();
        var verdict = Objects.Judge(target);
        Says(verdict.Status.Ready, "True", Reasons.Serving);
        verdict.Status.Phase.ShouldBe(TargetPhase.Exported);

        var again = TargetVerdict.Of(Objects.Situation(target.Written(verdict)) with { Now = Objects.Now.AddHours(1) });

        again.Status.ShouldBe(verdict.Status);
        again.Events.ShouldBeEmpty();
    }

    [Fact]
    public void Verdict_OfABrokenSpec_IsInvalidAndNamesFieldAndRemedy()
    {
        var verdict = Objects.Judge(Objects.Target(shelf: 4095));

        Says(verdict.Status.Accepted, "False", Reasons.Invalid);
        verdict.Status.Accepted!.Message.ShouldBe("spec.shelf: shelf 4095 is refused by Linux initiators (choose another shelf from 0 to 65534)");
        verdict.Status.Assignment.ShouldBeNull();
        verdict.Status.Phase.ShouldBe(TargetPhase.Rejected);
        verdict.Events.ShouldHaveSingleItem().Reason.ShouldBe(EventReasons.Invalid);
    }

    [Fact]
    public void Verdict_AtATakenAddress_NamesTheWinner()
    {
        var verdict = Objects.Judge(Objects.Target(), address: new(new TargetAddress("san-a", 9, 0), "older"));

        Says(verdict.Status.Accepted, "False", Reasons.AddressTaken);
        verdict.Status.Accepted!.Message.ShouldStartWith("e9.0 on network san-a belongs to target older");
        Says(verdict.Status.Ready, "False", Reasons.AddressTaken);
    }

    [Theory]
    [InlineData(false, true, Reasons.NodeUnknown)]
    [InlineData(true, false, Reasons.NoAgent)]
    public void Verdict_WithoutNodeOrAgent_Waits(bool exists, bool agent, string reason)
    {
        var verdict = Objects.Judge(Objects.Target(), Objects.Node(exists: exists, agent: agent));

        Says(verdict.Status.Accepted, "False", reason);
        verdict.Status.Phase.ShouldBe(TargetPhase.Pending);
        verdict.Status.Assignment.ShouldBeNull();
    }

    [Fact]
    public void Verdict_OfAServedTargetThatBecameInvalid_KeepsItsAssignmentAndAddress()
    {
        var target = Objects.Target().Assigned().Serving();
        var verdict = Objects.Judge(target with { Spec = target.Spec with { Slot = 7 } });

        Says(verdict.Status.Accepted, "False", Reasons.Invalid);
        verdict.Status.Accepted!.Message.ShouldContain("identity");
        verdict.Status.Assignment.ShouldBe(target.Status!.Assignment);
        verdict.Status.Address.ShouldBe("e9.0");
    }

    [Fact]
    public void Verdict_WhenTheHeartbeatIsStale_IsAgentLostAndReassignsNothing()
    {
        var target = Objects.Target().Assigned().Serving();
        target = target.Written(Objects.Judge(target));
        var verdict = Objects.Judge(target, Objects.Node(heartbeat: Heartbeat.Stale), Objects.Node(heartbeat: Heartbeat.Stale));

        Says(verdict.Status.Ready, "Unknown", Reasons.AgentLost);
        verdict.Status.Phase.ShouldBe(TargetPhase.Unknown);
        verdict.Status.Assignment.ShouldBe(target.Status!.Assignment);
        verdict.Events.ShouldHaveSingleItem().Reason.ShouldBe(EventReasons.AgentLost);
        verdict.Status.Ready!.LastTransitionTime.ShouldBe(Objects.Now);
    }

    [Fact]
    public void Verdict_OfANewLeaderThatDoesNotKnowTheHeartbeatYet_LeavesWhatWasSaid()
    {
        var lost = Objects.Target().Assigned().Serving();
        lost = lost.Written(Objects.Judge(lost, assigned: Objects.Node(heartbeat: Heartbeat.Stale)));
        var unproven = Objects.Node(heartbeat: Heartbeat.Unproven);

        Says(Objects.Judge(lost, unproven, unproven).Status.Ready, "Unknown", Reasons.AgentLost);

        var served = Objects.Target().Assigned().Serving();
        Says(Objects.Judge(served, unproven, unproven).Status.Ready, "True", Reasons.Serving);
        Objects.Judge(lost).Events.ShouldHaveSingleItem().Reason.ShouldBe(EventReasons.AgentBack);
    }

    [Fact]
    public void Ready_WhenTheDeviceIsRefused_CopiesTheReason()
    {
        var target = Objects.Target().Assigned().Reported("w1", 1, Reasons.Mounted,
            Objects.Condition(Conditions.DeviceReady, "False", Reasons.Mounted), Objects.Condition(Conditions.Exported, "False", Reasons.Starting));
        var verdict = Objects.Judge(target);

        Says(verdict.Status.Ready, "False", Reasons.Mounted);
        verdict.Status.Phase.ShouldBe(TargetPhase.Refused);
    }

    [Fact]
    public void Ready_WhenTheAgentSpeaksOfAnEarlierAssignment_IsNotTrue() =>
        Says(Objects.Judge(Objects.Target(node: "w2").Assigned("w2", 2).Serving("w1", 1)).Status.Ready, "False", Reasons.Starting);

    [Fact]
    public void Verdict_OfASlotAbove15_WarnsOnce()
    {
        var verdict = Objects.Judge(Objects.Target(slot: 16));
        verdict.Events.Select(happened => happened.Reason).ShouldContain(EventReasons.StaticMinorRange);

        Objects.Judge(Objects.Target(slot: 16).Written(verdict)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Json_OfAStatus_HasNoEmptyListsAndNoNulls()
    {
        var json = Objects.Judge(Objects.Target(shelf: 4095)).Status.ToJson();

        json.ContainsKey("assignment").ShouldBeFalse();
        json["conditions"]!.AsArray().Count.ShouldBe(2);
        new OwnedStatus().ToJson().Count.ShouldBe(0);
    }

    private static void Says(AoEde.Kube.Models.V1Condition? condition, string status, string reason)
    {
        condition.ShouldNotBeNull();
        (condition.Status, condition.Reason).ShouldBe((status, reason));
    }
}
