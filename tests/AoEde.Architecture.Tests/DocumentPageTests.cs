using AoEde.Testing.Documents;

namespace AoEde.Architecture.Tests;

/// <summary>How blocks and the comments above them are read.</summary>
public sealed class DocumentPageTests
{
    private static readonly string[] Page =
    [
        "# Title", "",
        "<!-- run: tutorial on initiator in background -->", "```sh", "first", "", "second", "```", "",
        "1. a list", "", "   <!-- run: tutorial -->", "   ```sh", "   indented", "     more", "   ```", "",
        "```text", "seen", "```", "",
        "<!-- not run: needs a machine that boots -->", "```sh", "never", "```",
    ];

    [Fact]
    public void Blocks_OfAPage_AreFoundWithLanguageTextAndLine()
    {
        var blocks = DocumentPage.Blocks("page.md", Page);

        blocks.Select(block => (block.Place, block.Language, block.Text)).ShouldBe(
        [
            ("page.md:4", "sh", "first\n\nsecond"), ("page.md:13", "sh", "indented\n  more"), ("page.md:18", "text", "seen"), ("page.md:23", "sh", "never"),
        ]);
    }

    [Fact]
    public void Markers_OfAPage_SayWhoRunsItAndWhere()
    {
        var markers = DocumentPage.Blocks("page.md", Page).Select(block => block.Marker).ToArray();

        markers[0].ShouldSatisfyAllConditions(
            marker => marker!.Scene.ShouldBe("tutorial"),
            marker => marker!.Place.ShouldBe("initiator"),
            marker => marker!.IsBackground.ShouldBeTrue(),
            marker => marker!.Reason.ShouldBeNull());
        (markers[1]!.Place, markers[1]!.IsBackground).ShouldBe((BlockMarker.UsualPlace, false));
        markers[2].ShouldBeNull();
        (markers[3]!.Scene, markers[3]!.Reason).ShouldBe((null, "needs a machine that boots"));
    }

    [Theory]
    [InlineData("<!-- run: -->"), InlineData("<!-- run: two words -->"), InlineData("<!-- run: tutorial background -->")]
    [InlineData("<!-- not run: -->"), InlineData("<!-- not run: no -->"), InlineData("run: tutorial")]
    public void Marker_OfAnotherForm_IsNone(string line) => BlockMarker.Parse(line).ShouldBeNull();

    [Fact]
    public void Blocks_WithAFenceThatIsNotClosed_AreAnError() =>
        Should.Throw<FormatException>(() => DocumentPage.Blocks("page.md", ["```sh", "lost"])).Message.ShouldStartWith("page.md:1");
}
