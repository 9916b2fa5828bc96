using System.Text.RegularExpressions;

namespace AoEde.Architecture.Tests;

/// <summary>Lists on pages that have their like in the sources.</summary>
public sealed partial class DocumentListTests
{
    [Fact]
    public void Options_OfThePrograms_AreInTheirReference()
    {
        var page = Page("reference/command-line.md");
        var declared = new[] { "AoEde.Ctl", "AoEde.NodeAgent", "AoEde.Operator" }
            .SelectMany(project => Repository.Files($"src/{project}", ".cs"))
            .SelectMany(file => Option().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct().ToArray();

        declared.Length.ShouldBeGreaterThan(20);
        declared.Where(option => !Regex.IsMatch(page, $@"{option}(?![\w-])", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty();
    }

    [Fact]
    public void Verbs_OfAoectl_AreInTheirReference()
    {
        var page = Page("reference/command-line.md");
        var declared = Repository.Files("src/AoEde.Ctl/Commands", "Command.cs")
            .Select(file => Verb().Match(File.ReadAllText(file)).Groups[1].Value)
            .ToArray();

        declared.ShouldContain("freeze");
        declared.Where(verb => !page.Contains($"`aoectl {verb}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_OfTheChart_HaveAHeadingEachThatTheirRunbookAddressLeadsTo()
    {
        var alerts = Alert().Matches(File.ReadAllText(Path.Combine(Repository.Root, "charts", "aoede", "files", "alerts.yaml"))).Select(match => match.Groups[1].Value);

        AlertHeading().Matches(Page("how-to/monitor.md")).Select(match => match.Groups[1].Value).ShouldBe(alerts);
    }

    [Fact]
    public void Refusals_OfTheSafetyGate_HaveARemedyEach()
    {
        var reasons = Constant().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src", "AoEde.Engine", "Safety", "RefusalReasons.cs")))
            .Select(match => match.Groups[1].Value)
            .Where(reason => reason != "NoInterface");

        ReasonRow().Matches(Page("how-to/find-out-why-a-disk-is-refused.md")).Select(match => match.Groups[1].Value).ShouldBe(reasons, ignoreOrder: true);
    }

    [Fact]
    public void Pages_OfTheDocumentation_AreInItsIndex()
    {
        var index = Page("README.md");

        Repository.Files("docs", ".md").Select(path => Path.GetRelativePath(Path.Combine(Repository.Root, "docs"), path))
            .Where(page => page != "README.md" && !page.StartsWith("design/", StringComparison.Ordinal))
            .Where(page => !index.Contains($"({page})", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    private static string Page(string path) => File.ReadAllText(Path.Combine(Repository.Root, "docs", path));

    [GeneratedRegex("\\(\"(--[a-z][a-z-]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Option();

    [GeneratedRegex("base\\(\"([a-z]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^\s*- alert: (\w+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"^### (Aoede\w+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex AlertHeading();

    [GeneratedRegex(@"const string (\w+) =", RegexOptions.None, 1000)]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline, 1000)]
    private static partial Regex ReasonRow();
}
