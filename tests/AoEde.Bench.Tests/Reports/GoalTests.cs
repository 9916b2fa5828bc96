using AoEde.Bench.Reports;

namespace AoEde.Bench.Tests.Reports;

public sealed class GoalTests
{
    [Theory]
    [InlineData(160_000, true)]
    [InlineData(159_000, false)]
    public void Goal_OnTheMedianToTheLimit_IsReachedAtFourFifths(double aoede, bool reached) =>
        Goal(SampleResult.Of(aoede), "rate in memory and page cache, to the limit", "median ≥ 0.80").IsReached.ShouldBe(reached);

    [Theory]
    [InlineData(105_000, true)]
    [InlineData(104_000, false)]
    public void Goal_OnFrozenWrites_ComparesWithTheTargetThatIsNotFrozen(double frozen, bool reached) =>
        Goal(SampleResult.Of(frozen: frozen), "writes to a frozen target, to one that is not").IsReached.ShouldBe(reached);

    [Fact]
    public void Goal_NoneOfWhoseRowsWereMeasured_IsNeitherReachedNorMissed()
    {
        var goal = Goal(SampleResult.Of(), "rate while a shadow is merged, to one without");

        goal.IsReached.ShouldBeNull();
        goal.Verdict.ShouldBe("not measured");
    }

    [Fact]
    public void Goal_ThatIsMissed_NamesTheWorstRow() =>
        Goal(SampleResult.Of(aoede: 100_000), "rate, to vblade", "≥ 1.50 in every row").Seen.ShouldBe("1.25 (4k-randread-q16-tmpfs), 3 rows");

    [Fact]
    public void Goal_OnIdleCpu_IsMissedAtHalfAPercent()
    {
        var result = SampleResult.Of() with { IdleCpuPercent = 0.5 };

        Goal(result, "CPU of an idle agent with 256 targets").IsReached.ShouldBe(false);
        Goal(result with { IdleCpuPercent = 0.49 }, "CPU of an idle agent with 256 targets").IsReached.ShouldBe(true);
        Goal(result with { IdleCpuPercent = null }, "CPU of an idle agent with 256 targets").IsReached.ShouldBeNull();
    }

    private static Goal Goal(BenchResult result, string what, string? wanted = null) =>
        Goals.Of(result).Single(goal => goal.What == what && (wanted is null || goal.Wanted == wanted));
}
