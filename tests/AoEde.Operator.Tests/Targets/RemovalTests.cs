using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Nodes;
using AoEde.Operator.Targets;

namespace AoEde.Operator.Tests.Targets;

public sealed class RemovalTests
{
    private static readonly NodeSight Lost = Objects.Node(heartbeat: Heartbeat.Stale);

    [Fact]
    public void Deletion_OfATargetThatWasNeverAssigned_IsDoneAtOnce() =>
        Objects.Judge(Objects.Target().Deleting()).Finalizer.ShouldBe(FinalizerAct.Remove);

    [Fact]
    public void Deletion_OfAServedTarget_AsksTheAgentFirst()
    {
        var verdict = Objects.Judge(Objects.Target().Assigned().Serving().Deleting());

        verdict.Finalizer.ShouldBe(FinalizerAct.Keep);
        verdict.Status.Assignment!.Withdraw.ShouldBe(true);
        verdict.Status.Phase.ShouldBe(TargetPhase.Withdrawing);
    }

    [Fact]
    public void Deletion_WhenTheAgentLetGo_IsDone() =>
        Objects.Judge(Objects.Target().Assigned(withdraw: true).Reported(state: ExportStates.Withdrawn).Deleting()).Finalizer.ShouldBe(FinalizerAct.Remove);

    [Fact]
    public void Deletion_WhileTheAgentIsLost_WaitsForIt() =>
        Objects.Judge(Objects.Target().Assigned(withdraw: true).Deleting(), Lost, Lost).Finalizer.ShouldBe(FinalizerAct.Keep);

    [Fact]
    public void Deletion_WhenTheNodeIsGoneWithItsAgent_IsForced() =>
        Objects.Judge(Objects.Target().Assigned(withdraw: true).Deleting(), Lost, Lost with { Exists = false }).Finalizer.ShouldBe(FinalizerAct.RemoveByForce);

    [Theory]
    [InlineData(Annotations.ForceDelete, "disk11", FinalizerAct.RemoveByForce)]
    [InlineData(Annotations.ForceDelete, "other", FinalizerAct.Keep)]
    [InlineData(Annotations.ForceWithdraw, "1", FinalizerAct.RemoveByForce)]
    [InlineData(Annotations.ForceWithdraw, "2", FinalizerAct.Keep)]
    public void Deletion_ByAnnotation_IsForcedOnlyWhenItNamesTheRightThing(string annotation, string value, object act) =>
        Objects.Judge(Objects.Target().Assigned(withdraw: true).Deleting().Annotated(annotation, value), Lost, Lost).Finalizer.ShouldBe((FinalizerAct)act);

    [Fact]
    public void Deletion_ByForceWhileTheAgentLives_IsTheAgentsToDo() =>
        Objects.Judge(Objects.Target().Assigned(withdraw: true).Deleting().Annotated(Annotations.ForceDelete, "disk11")).Finalizer.ShouldBe(FinalizerAct.Keep);

    [Fact]
    public void Deletion_WithoutOurFinalizer_IsNotOurs() =>
        Objects.Judge(Objects.Target().Deleting().With(metadata => metadata with { Finalizers = ["other/one"] })).Finalizer.ShouldBe(FinalizerAct.Keep);
}
