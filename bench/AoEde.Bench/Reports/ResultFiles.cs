namespace AoEde.Bench.Reports;

/// <summary>Puts a result where it is looked for.</summary>
internal static class ResultFiles
{
    private const string Plot = "performance.svg";

    /// <summary>Writes result.json, the page and its plot into the folder of results.</summary>
    public static void Write(BenchResult result, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "result.json"), result.ToJson());
        WritePage(result, Path.Combine(folder, "performance.md"));
    }

    /// <summary>Writes a page, and its plot beside it.</summary>
    public static void WritePage(BenchResult result, string page)
    {
        File.WriteAllText(page, PerformancePage.Of(result, Plot));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, Plot), SvgPlot.Of(result));
    }
}
