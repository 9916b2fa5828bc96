using AoEde.Testing.Ordering;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>The checker itself: what it must refuse, and what it must let pass.</summary>
public sealed class LinearizabilityTests
{
    private const long Never = Operation.Never;

    [Fact]
    public void Check_OneAfterTheOther_Passes() =>
        new Story().Read(1, 2, 0).Write(3, 4, 1).Read(5, 6, 1).Write(7, 8, 2).Read(9, 10, 2).Violation().ShouldBeNull();

    [Fact]
    public void Check_ReadDuringWrite_MayFindEither()
    {
        new Story().Write(1, 5, 1).Read(2, 3, 0).Violation().ShouldBeNull();
        new Story().Write(1, 5, 1).Read(2, 3, 1).Violation().ShouldBeNull();
    }

    [Fact]
    public void Check_StaleRead_Refused() =>
        new Story().Write(1, 2, 1).Write(3, 4, 2).Read(5, 6, 1).Violation().ShouldNotBeNull().ShouldContain("overwritten");

    [Fact]
    public void Check_InitialContentAfterAnAcknowledgedWrite_Refused() =>
        new Story().Write(1, 2, 1).Read(3, 4, 0).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_LostWrite_Refused() =>
        new Story().Write(1, 2, 1).Write(3, 9, 2).Read(10, 11, 1).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_ReadFromTheFuture_Refused() =>
        new Story().Read(1, 2, 1).Write(3, 4, 1).Violation().ShouldNotBeNull().ShouldContain("later");

    [Fact]
    public void Check_ContentNobodyWrote_Refused() =>
        new Story().Write(1, 2, 1).Read(3, 4, 7).Violation().ShouldNotBeNull().ShouldContain("nobody wrote");

    [Fact]
    public void Check_TwoReadersSeeTwoWritesInOppositeOrder_Refused() =>
        new Story().Write(1, 9, 1).Write(1, 9, 2).Read(2, 3, 1).Read(4, 5, 2).Read(6, 7, 1).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_NewThenOldByReadsWithoutAnswerInBetween_Passes() =>
        new Story().Write(1, 9, 1).Write(1, 9, 2).Read(2, 8, 1).Read(2, 8, 2).Read(10, 11, 1).Violation().ShouldBeNull();

    [Fact]
    public void Check_ReadThatGoesBackWhileBothWritesRun_Refused() =>
        new Story().Write(1, 9, 1).Read(2, 3, 1).Read(4, 5, 0).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_TornRead_Refused() =>
        new Story().Write(1, 2, 1, sectors: 2).Write(3, 9, 2, sectors: 2).Read(4, 5, 2, 1).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_TornReadOfTwoConcurrentWrites_Refused() =>
        new Story().Write(1, 9, 1, sectors: 2).Write(1, 9, 2, sectors: 2).Read(2, 8, 1, 2).Read(10, 11, 2, 2)
            .Violation().ShouldNotBeNull();

    [Fact]
    public void Check_TornWriteLeftBehind_Refused() =>
        new Story().Write(1, 9, 1, sectors: 2).Write(1, 9, 2, sectors: 2).Read(10, 11, 1, 2).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_PartlyOverwritten_Passes() =>
        new Story().Write(1, 9, 1, sectors: 2).Write(1, 9, 2, lba: 1).Read(10, 11, 1, 2).Violation().ShouldBeNull();

    [Fact]
    public void Check_TwoSectorsInOppositeOrder_Refused() =>
        new Story().Write(1, 9, 1, sectors: 2).Write(1, 9, 2, sectors: 2)
            .ReadAt(10, 11, 0, 1).ReadAt(10, 11, 1, 2).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_WritesOfTwoReadersInOppositeOrder_Refused() =>
        new Story().Write(1, 99, 1, lba: 0).Write(1, 99, 2, lba: 1)
            .Read(2, 10, 1, 0).Read(2, 10, 0, 2).Violation().ShouldNotBeNull("each saw the one write without the other");

    [Fact]
    public void Check_UnansweredWrite_MayHaveHappenedOrNot()
    {
        new Story().Write(1, Never, 1).Read(2, 3, 0).Read(4, 5, 1).Read(6, 7, 1).Violation().ShouldBeNull();
        new Story().Write(1, Never, 1).Write(2, 3, 2).Read(4, 5, 2).Violation().ShouldBeNull();
        new Story().Write(1, Never, 1).Read(2, 3, 1).Read(4, 5, 0).Violation().ShouldNotBeNull("it cannot be undone");
    }

    [Fact]
    public void Check_WriteSentAgainWhileItRan_OnceIsAllowed() =>
        new Story().Write(1, 9, 1).Write(2, 8, 2).Write(3, 9, 1).Read(10, 11, 2).Violation().ShouldBeNull();

    [Fact]
    public void Check_WriteSentAgainAfterItsAnswer_MayPutTheOldContentBack()
    {
        var story = new Story().Write(1, 2, 1).Write(3, 4, 2).Read(5, 6, 2).Write(7, 8, 1).Read(9, 10, 1);
        story.Violation().ShouldBeNull();
        story.Read(11, 12, 2).Violation().ShouldNotBeNull("and then it stays");
    }

    [Fact]
    public void Check_OldContentBackBeforeItWasSentAgain_Refused() =>
        new Story().Write(1, 2, 1).Write(3, 4, 2).Read(5, 6, 1).Write(7, 8, 1).Violation().ShouldNotBeNull();

    [Fact]
    public void Check_OldContentAfterANewerWriteThatFollowedAllSendings_Refused() =>
        new Story().Write(1, 4, 1).Write(2, 5, 1).Write(6, 7, 2).Read(8, 9, 1).Violation().ShouldNotBeNull();
}
