using AoEde.Testing.Ordering;

namespace AoEde.Wire.Tests.Ordering;

/// <summary>The stricter checker itself. In a burst all requests overlap in time.</summary>
public sealed class ArrivalOrderTests
{
    private const long Later = 100;

    [Fact]
    public void Check_BurstInItsOrder_Passes() =>
        new Story().Read(1, Later, 0).Write(2, Later, 1).Read(3, Later, 1).Write(4, Later, 2).Read(5, Later, 2)
            .ArrivalViolation().ShouldBeNull();

    [Fact]
    public void Check_ReadThatOvertookAWrite_RefusedThoughLinearizable()
    {
        var story = new Story().Write(1, Later, 1).Read(2, Later, 0);
        story.Violation().ShouldBeNull();
        story.ArrivalViolation().ShouldNotBeNull().ShouldContain("can hold 1, not 0");
    }

    [Fact]
    public void Check_WriteThatOvertookARead_Refused() =>
        new Story().Read(1, Later, 1).Write(2, Later, 1).ArrivalViolation().ShouldNotBeNull();

    [Fact]
    public void Check_WritesThatChangedPlaces_Refused() =>
        new Story().Write(1, Later, 1).Write(2, Later, 2).Read(3, Later, 1).ArrivalViolation().ShouldNotBeNull();

    [Fact]
    public void Check_TornRead_Refused() =>
        new Story().Write(1, Later, 1, sectors: 2).Write(2, Later, 2, sectors: 2).Read(3, Later, 2, 1)
            .ArrivalViolation().ShouldNotBeNull();

    [Fact]
    public void Check_SentAgainWhileUnderWay_MayRunWithTheFirstOrAgain()
    {
        Again(readAfterwards: 1).ArrivalViolation().ShouldBeNull();
        Again(readAfterwards: 2).ArrivalViolation().ShouldBeNull();
        Again(readAfterwards: 0).ArrivalViolation().ShouldNotBeNull();
        Again(readAfterwards: 1).Read(5, Later, 2).ArrivalViolation().ShouldNotBeNull("the first reading has settled it");
    }

    [Fact]
    public void Check_SentAgainAfterTheAnswer_RunsAgain() =>
        new Story().Write(1, 2, 1).Write(3, Later, 2).Write(4, Later, 1).Read(5, Later, 2).ArrivalViolation().ShouldNotBeNull();

    [Fact]
    public void Check_UnansweredWrite_MayHaveHappenedOrNot()
    {
        new Story().Write(1, Operation.Never, 1).Read(2, Later, 0).ArrivalViolation().ShouldBeNull();
        new Story().Write(1, Operation.Never, 1).Read(2, Later, 1).ArrivalViolation().ShouldBeNull();
    }

    private static Story Again(uint readAfterwards) =>
        new Story().Write(1, Later, 1).Write(2, Later, 2).Write(3, Later, 1).Read(4, Later, readAfterwards);
}
