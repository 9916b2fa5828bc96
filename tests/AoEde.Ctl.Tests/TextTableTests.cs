using AoEde.Ctl.Text;

namespace AoEde.Ctl.Tests;

public sealed class TextTableTests
{
    [Fact]
    public void ToString_NoRows_IsTheHeading() => new TextTable("A", "BB").ToString().ShouldBe("A   BB\n");

    [Fact]
    public void ToString_EmptyCellsAndLineFeeds_KeepOneLinePerRow()
    {
        var table = new TextTable("A", "B", "C");
        table.Add("", "two\nlines", "");
        table.ToString().ShouldBe("A   B           C\n-   two lines   -\n");
    }

    [Fact]
    public void ToString_LongCell_IsNeverWrapped()
    {
        var table = new TextTable("A");
        table.Add(new string('x', 500));
        table.ToString().Split('\n')[1].Length.ShouldBe(500);
    }
}
