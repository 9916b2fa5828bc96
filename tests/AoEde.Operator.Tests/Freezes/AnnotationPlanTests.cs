using AoEde.Api;
using AoEde.Api.Choices;
using AoEde.Operator.Freezes;

namespace AoEde.Operator.Tests.Freezes;

public sealed class AnnotationPlanTests
{
    private static readonly AoETarget Target = Objects.Target().Assigned();
    private static readonly AoETarget Nightly = Target.Annotated(Annotations.Freeze, "nightly").Annotated(Annotations.FreezeTtl, "30m");

    [Fact]
    public void Annotation_ThatIsNew_MakesAFreezeOfTheTarget()
    {
        var freeze = Plan(Nightly).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.Create>().Freeze;

        freeze.Metadata.Name.ShouldBe(AnnotatedFreeze.Name("disk11", "nightly"));
        (freeze.Metadata.NamespaceProperty, freeze.Spec.Holder, freeze.Spec.Ttl).ShouldBe(("aoede-system", "nightly", "30m"));
        AnnotatedFreeze.IsOf(freeze, Nightly).ShouldBeTrue();
    }

    [Fact]
    public void Annotation_WithItsFreezeInForce_DoesNothing() => Plan(Nightly, Made("nightly", FreezePhase.Frozen)).ShouldBeEmpty();

    [Fact]
    public void Annotation_WithAnotherLifetime_ChangesIt() =>
        Plan(Nightly.Annotated(Annotations.FreezeTtl, "1h"), Made("nightly", FreezePhase.Frozen)).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.SetTtl>().Ttl.ShouldBe("1h");

    [Theory]
    [InlineData(FreezePhase.Frozen)]
    [InlineData(FreezePhase.Expired)]
    public void Annotation_ThatIsGone_ReleasesAlsoWhatHasEnded(string phase) =>
        Plan(Target, Made("nightly", phase)).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.Release>();

    [Fact]
    public void Annotation_ThatIsGone_ReleasesOnce() => Plan(Target, Made("nightly", FreezePhase.Thawing, release: true)).ShouldBeEmpty();

    [Fact]
    public void Annotation_WhoseFreezeHasEndedByItself_MakesNoOther() => Plan(Nightly, Made("nightly", FreezePhase.Expired)).ShouldBeEmpty();

    [Fact]
    public void Annotation_ThatCameBack_MakesAnotherOnceTheOldOneHasEnded()
    {
        Plan(Nightly, Made("nightly", FreezePhase.Thawing, release: true)).ShouldBeEmpty();
        Plan(Nightly, Made("nightly", FreezePhase.Released, release: true)).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.Delete>();
    }

    [Fact]
    public void Annotation_WithAnotherHolder_WaitsForTheThaw()
    {
        Plan(Nightly, Made("old", FreezePhase.Frozen)).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.Release>();
        Plan(Nightly, Made("old", FreezePhase.Thawing, release: true)).ShouldBeEmpty();
        Plan(Nightly, Made("old", FreezePhase.Released, release: true)).ShouldHaveSingleItem().ShouldBeOfType<AnnotationStep.Create>();
    }

    [Fact]
    public void Annotation_OfATargetThatIsBeingDeleted_DoesNothing() => Plan(Nightly.Deleting()).ShouldBeEmpty();

    [Fact]
    public void History_OfAFreezeThatIsStillAskedFor_IsKept()
    {
        var ended = Made("nightly", FreezePhase.Expired);

        AnnotationPlan.IsStillAskedFor(ended, Nightly).ShouldBeTrue();
        AnnotationPlan.IsStillAskedFor(ended, Target).ShouldBeFalse();
        AnnotationPlan.IsStillAskedFor(ended, null).ShouldBeFalse();
    }

    [Fact]
    public void History_AfterItsTime_MayGo()
    {
        var ended = Made("nightly", FreezePhase.Released) with { };
        ended.Status!.Conditions = [new() { Type = FreezeConditions.Complete, Status = "True", LastTransitionTime = Objects.Now.AddHours(-25) }];

        FreezeEnd.Kept(ended, Objects.Now).ShouldBe(TimeSpan.FromHours(-1));
        FreezeEnd.Kept(Made("nightly", FreezePhase.Frozen), Objects.Now).ShouldBeNull();
    }

    private static IReadOnlyList<AnnotationStep> Plan(AoETarget target, params AoEFreeze[] freezes) => AnnotationPlan.Of(target, freezes, "aoede-system");

    private static AoEFreeze Made(string holder, string phase, bool release = false)
    {
        var freeze = AnnotatedFreeze.Make(Nightly, holder, "aoede-system");
        return freeze with { Spec = freeze.Spec with { Release = release }, Status = new() { Phase = phase } };
    }
}
