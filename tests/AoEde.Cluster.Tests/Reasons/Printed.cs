using System.Text.RegularExpressions;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>What <c>kubectl get aoet NAME</c> prints: a line of titles, and a line whose cells stand below them.</summary>
internal static partial class Printed
{
    /// <summary>The line of a target.</summary>
    public static async Task<(string Shown, string Text)> LineAsync(ApiServer server, string name)
    {
        var result = await server.KubectlAsync("get", "aoet", name);
        if (result.ExitCode != 0)
            return (result.Errors, result.Errors);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2, result.Output);
        var titles = Title().Matches(lines[0]);
        titles.Select(title => title.Value).ShouldBe(["NAME", "ADDRESS", "NODE", "SIZE", "READY", "REASON", "FROZEN", "AGE"]);
        var cells = titles.Select((title, i) => Cell(lines[1], title.Index, i + 1 < titles.Count ? titles[i + 1].Index : int.MaxValue)).ToArray();
        cells[0].ShouldBe(name);
        cells[^1].ShouldMatch("^[0-9]+[smh]", result.Output);
        return (string.Join('|', cells[1..^1]), result.Output);
    }

    private static string Cell(string line, int from, int to) =>
        from >= line.Length ? "" : line[from..Math.Min(to, line.Length)].Trim();

    [GeneratedRegex(@"\S+", RegexOptions.None, 1000)]
    private static partial Regex Title();
}
