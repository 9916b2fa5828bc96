using System.Text.RegularExpressions;

namespace AoEde.Architecture.Tests;

/// <summary>docs/reference/metrics.md lists every series that some program has, and nothing else. What an agent really shows is compared elsewhere.</summary>
public sealed partial class MetricDocumentTests
{
    [Fact]
    public void Series_NamedInTheSources_AreTheOnesThatAreDocumented()
    {
        var declared = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declared().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Select(name => PartOfHistogram().Replace(name, ""))
            .Distinct();
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "reference", "metrics.md"))
            .Select(line => Documented().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);

        documented.ShouldBe(declared, ignoreOrder: true);
    }

    [GeneratedRegex("\"((?:aoede|process)_[a-z0-9_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Declared();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.None, 1000)]
    private static partial Regex PartOfHistogram();

    [GeneratedRegex("^\\| `([a-z0-9_]+)`", RegexOptions.None, 1000)]
    private static partial Regex Documented();
}
