using System.Text.RegularExpressions;

namespace AoEde.Architecture.Tests;

/// <summary>What is written must lead somewhere, on any machine.</summary>
public sealed partial class DocumentationTests
{
    private static IEnumerable<string> Pages => Repository.Files("", ".md");

    [Fact]
    public void Link_ToAFileOfTheRepository_LeadsThere() =>
        Pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(match => (page, target: match.Groups[1].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.page)!, link.target)))
            .Select(link => $"{Repository.Relative(link.page)}: {link.target}")
            .ShouldBeEmpty();

    [Fact]
    public void Link_ToAHeading_LeadsToOne() =>
        Pages.SelectMany(page => HeadingLink().Matches(File.ReadAllText(page)).Select(match => (page, target: match.Groups[1].Value, heading: match.Groups[2].Value)))
            .Where(link => !link.target.Contains("://", StringComparison.Ordinal))
            .Select(link => (link.page, link.heading, at: link.target.Length == 0 ? link.page : Path.Combine(Path.GetDirectoryName(link.page)!, link.target)))
            .Where(link => Path.Exists(link.at) && !Headings(link.at).Contains(link.heading))
            .Select(link => $"{Repository.Relative(link.page)}: {Path.GetFileName(link.at)} has no heading #{link.heading}")
            .ShouldBeEmpty();

    [Fact]
    public void MakeVerb_NamedOnAPage_Exists()
    {
        var verbs = MakefileVerbs();

        Pages.SelectMany(page => MakeCommand().Matches(File.ReadAllText(page)).Select(match => (page, verb: match.Groups[1].Value)))
            .Where(use => !verbs.ContainsKey(use.verb))
            .Select(use => $"{Repository.Relative(use.page)}: make {use.verb}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void MakeVerb_InTheMakefile_HasALineOfHelp() =>
        MakefileVerbs().Where(verb => verb.Value.Length == 0).Select(verb => verb.Key).ShouldBeEmpty();

    [Fact]
    public void Page_ForAnyReader_NamesNoFolderOfOneMachine() =>
        Pages.Where(page => MachinePath().IsMatch(File.ReadAllText(page))).Select(Repository.Relative).ShouldBeEmpty();

    [Fact]
    public void File_ForAnyReader_NamesNoPackageHost() =>
        Repository.Files("", ".md", ".cs", ".sh", ".py", ".csproj", ".props", ".yaml", ".json", ".config", "Makefile", "run")
            .Where(path => PackageHost().IsMatch(File.ReadAllText(path)))
            .Select(Repository.Relative)
            .ShouldBeEmpty();

    /// <summary>The headings of a page as addresses have them: in lower case, without punctuation, with hyphens for blanks.</summary>
    private static HashSet<string> Headings(string page) =>
        [.. Heading().Matches(File.ReadAllText(page)).Select(match => NotInAddress().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    private static Dictionary<string, string> MakefileVerbs() =>
        MakefileRule().Matches(File.ReadAllText(Path.Combine(Repository.Root, "Makefile")))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\(([^)#\s]*)#([^)]+)\)", RegexOptions.None, 1000)]
    private static partial Regex HeadingLink();

    [GeneratedRegex(@"^#+ (.+?)\s*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAddress();

    [GeneratedRegex(@"(?:`|^|\$ )make ([a-z][a-z0-9-]*)", RegexOptions.Multiline, 1000)]
    private static partial Regex MakeCommand();

    [GeneratedRegex(@"^([a-z][a-z0-9-]*):(?!=)(?:[^#\n]*## (.+))?", RegexOptions.Multiline, 1000)]
    private static partial Regex MakefileRule();

    [GeneratedRegex(@"(?<![\w.~*])/(?:home|root|Users|work)/", RegexOptions.None, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"nuget\.org|deb\.debian\.org|registry\.npmjs|pypi\.org", RegexOptions.None, 1000)]
    private static partial Regex PackageHost();
}
