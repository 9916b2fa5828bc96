using AoEde.Bench.Matrix;
using AoEde.Bench.Reports;

namespace AoEde.Bench.Tests.Reports;

public sealed class CaveatTests
{
    [Fact]
    public void Caveats_OfAPartialDisturbedSessionWithFailures_NameEachOfThese()
    {
        var caveats = Caveats.Of(SampleResult.Of());

        caveats.Count.ShouldBe(4);
        caveats[0].ShouldStartWith($"4 of the {RowTable.All.Count} rows were measured");
        caveats[1].ShouldBe("3 rounds, where 5 are wanted.");
        caveats[2].ShouldStartWith("2 of 12 figures are marked");
        caveats[3].ShouldStartWith("1 of 12 figures have requests that failed");
    }

    [Fact]
    public void Caveats_OfAllRowsInFiveQuietRounds_AreNone()
    {
        var quiet = SampleResult.Of().Rows[0];
        var whole = SampleResult.Of() with { Rounds = 5, Rows = [.. RowTable.All.Select(row => new RowResult(row.Name, row, quiet.Lanes))] };

        Caveats.Of(whole).ShouldBeEmpty();
    }
}
