using AoEde.Api;
using AoEde.Api.Choices;

namespace AoEde.Operator.Tests.Targets;

public sealed class MoveTests
{
    private static AoETarget Moving => Portable(Objects.Target(node: "w2").Assigned("w1"));

    [Fact]
    public void Move_OfATargetThatIsNotPortable_IsInvalid()
    {
        var verdict = Objects.Judge(Objects.Target(node: "w2").Assigned("w1"));

        verdict.Status.Accepted!.Reason.ShouldBe(Reasons.Invalid);
        verdict.Status.Accepted.Message.ShouldContain("portable: true");
        verdict.Status.Assignment!.Withdraw.ShouldBeNull();
    }

    [Fact]
    public void Move_WhileTheOldAgentLives_AsksItToLetGo()
    {
        var verdict = Objects.Judge(Moving.Serving());

        verdict.Status.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 1, Withdraw = true });
        verdict.Status.Phase.ShouldBe(TargetPhase.Withdrawing);
        verdict.Events.Select(happened => happened.Reason).ShouldContain(EventReasons.Moving);
    }

    [Fact]
    public void Move_WhenTheOldAgentLetGo_GivesItToTheOtherWithTheNextEpoch()
    {
        var verdict = Objects.Judge(Portable(Objects.Target(node: "w2").Assigned("w1", 3, true)).Reported("w1", 3, ExportStates.Withdrawn));

        verdict.Status.Assignment.ShouldBe(new() { NodeName = "w2", Epoch = 4 });
        verdict.Events.Select(happened => happened.Reason).ShouldContain(EventReasons.MovedNode);
    }

    [Fact]
    public void Move_WhenTheOldAgentLetGoForAnEarlierEpoch_Waits() =>
        Objects.Judge(Portable(Objects.Target(node: "w2").Assigned("w1", 3, true)).Reported("w1", 2, ExportStates.Withdrawn))
            .Status.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 3, Withdraw = true });

    [Fact]
    public void Move_ThatIsTakenBackMidway_ComesBackWithTheNextEpoch()
    {
        var target = Portable(Objects.Target().Assigned("w1", 1, true));
        Objects.Judge(target.Serving()).Status.Assignment!.Withdraw.ShouldBe(true);

        Objects.Judge(target.Reported("w1", 1, ExportStates.Withdrawn)).Status.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 2 });
    }

    [Fact]
    public void Move_WhileFrozen_WaitsAndSaysSoOnce()
    {
        var target = Moving.Serving().Reported(conditions: Objects.Condition(Conditions.Frozen, "True", Reasons.Frozen));
        target = target.Written(Objects.Judge(target with { Spec = target.Spec with { NodeName = "w1" } }));
        var verdict = Objects.Judge(target);

        verdict.Status.Assignment!.Withdraw.ShouldBeNull();
        verdict.Status.Accepted!.Status.ShouldBe("True");
        verdict.Events.ShouldHaveSingleItem().Reason.ShouldBe(EventReasons.MoveBlocked);
        Objects.Judge(target.Written(verdict)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Move_WhileFrozenOnAFencedNode_WaitsToo()
    {
        var target = Moving.Serving().Reported(conditions: Objects.Condition(Conditions.Frozen, "True", Reasons.Frozen));

        Objects.Judge(target, assigned: Objects.Node(exists: false)).Status.Assignment!.NodeName.ShouldBe("w1");
    }

    [Theory]
    [InlineData("1", "w2")]
    [InlineData("2", "w1")]
    [InlineData("true", "w1")]
    public void Move_WithTheForceAnnotation_ObeysOnlyTheEpochInForce(string annotation, string node) =>
        Objects.Judge(Moving.Annotated(Annotations.ForceWithdraw, annotation)).Status.Assignment!.NodeName.ShouldBe(node);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Move_FromANodeThatIsGoneOrOutOfService_DoesNotWait(bool exists, bool outOfService) =>
        Objects.Judge(Moving, assigned: Objects.Node(exists: exists, outOfService: outOfService))
            .Status.Assignment.ShouldBe(new() { NodeName = "w2", Epoch = 2 });

    [Fact]
    public void Move_ToANodeWithoutAgent_LeavesItWhereItIs()
    {
        var verdict = Objects.Judge(Moving.Serving(), Objects.Node("w2", agent: false));

        verdict.Status.Accepted!.Reason.ShouldBe(Reasons.NoAgent);
        verdict.Status.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 1 });
    }

    private static AoETarget Portable(AoETarget target) => target with { Spec = target.Spec with { Portable = true } };
}
