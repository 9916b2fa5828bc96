using AoEde.Bench.Matrix;

namespace AoEde.Bench.Tests.Matrix;

public sealed class RowSelectionTests
{
    [Theory]
    [InlineData("4k-randread-q16-tmpfs", "4k-randread", true)]
    [InlineData("4k-randread-q16-tmpfs", "4k-*-tmpfs", true)]
    [InlineData("4k-randread-q16-tmpfs", "*q16*", true)]
    [InlineData("4k-randread-q16-tmpfs", "*", true)]
    [InlineData("4k-randread-q16-tmpfs-i8", "*-tmpfs", false)]
    [InlineData("4k-randread-q16-tmpfs", "8k*", false)]
    [InlineData("4k-randread-q1-tmpfs", "4k-randread-q1*1-tmpfs", false)]
    public void Matches_NameAndPattern_TellsWhetherTheyFit(string name, string pattern, bool fits) =>
        RowSelection.Matches(name, pattern).ShouldBe(fits);

    [Fact]
    public void Choose_SeveralPatterns_GivesTheRowsOfEachInTheTablesOrder()
    {
        var chosen = RowSelection.Choose(RowTable.All, "*-direct,4k-randread-q1-tmpfs");

        chosen.Select(row => row.Name).ShouldBe(
            ["4k-randread-q1-tmpfs", "4k-randread-q16-direct", "4k-randwrite-q16-direct", "8k-seqread-q16-direct"]);
    }

    [Fact]
    public void Choose_NothingFits_SaysHowToFindNames() =>
        Should.Throw<FormatException>(() => RowSelection.Choose(RowTable.All, "16k")).Message.ShouldContain("list");

    [Fact]
    public void Rows_OfTheTable_HaveNamesOfTheirOwn() =>
        RowTable.All.Select(row => row.Name).ShouldBeUnique();

    [Fact]
    public void Rows_OfTheQuickSet_AreRowsOfTheTable() =>
        RowTable.Quick.ShouldBeSubsetOf(RowTable.All);
}
