using System.Xml.Linq;
using AoEde.Bench.Reports;
using AoEde.Testing.Files;

namespace AoEde.Bench.Tests.Reports;

public sealed class RenderingTests
{
    private readonly BenchResult _result = SampleResult.Of();

    [Fact]
    public void Page_OfAResult_IsTheGoldenFile() =>
        GoldenFile.Compare("performance.txt", PerformancePage.Of(_result, "performance.svg")).ShouldBeNull();

    [Fact]
    public void Plot_OfAResult_IsTheGoldenFile() => GoldenFile.Compare("performance.svg", SvgPlot.Of(_result)).ShouldBeNull();

    [Fact]
    public void Plot_WithANameThatXmlMustEscape_IsStillXml() =>
        XDocument.Parse(SvgPlot.Of(_result)).ToString().ShouldContain("C &lt;prototype&gt;");

    [Fact]
    public void Table_OfAResult_IsTheGoldenFile() =>
        GoldenFile.Compare("table.txt", TextTable.Header + "\n" + string.Concat(_result.Rows.Select(TextTable.Of))).ShouldBeNull();

    [Fact]
    public void Result_WrittenAndReadBack_RendersAsBefore()
    {
        var again = BenchResult.Parse(_result.ToJson());

        PerformancePage.Of(again, "p.svg").ShouldBe(PerformancePage.Of(_result, "p.svg"));
        again.ToJson().ShouldBe(_result.ToJson());
    }
}
