using System.Text.RegularExpressions;
using AoEde.Testing.Documents;

namespace AoEde.Architecture.Tests;

/// <summary>Every command that a page tells its reader to type is run by a test, or says why not.</summary>
public sealed partial class DocumentBlockTests
{
    /// <summary>What a fence may hold beside commands: what one sees, and files.</summary>
    private static readonly string[] Languages = [DocumentBlock.Shell, "text", "yaml", "ini"];

    [Fact]
    public void Block_OnAnyPage_SaysWhatItHolds() =>
        DocumentScenes.All.Where(block => !Languages.Contains(block.Language))
            .Select(block => $"{block.Place}: the fence says '{block.Language}', not one of {string.Join(", ", Languages)}")
            .ShouldBeEmpty();

    [Fact]
    public void Block_OfCommands_SaysWhoRunsItOrWhyNobody() =>
        DocumentScenes.All.Where(block => block.IsShell && block.Marker is null)
            .Select(block => $"{block.Place}: no '<!-- run: SCENE -->' and no '<!-- not run: REASON -->' directly above")
            .ShouldBeEmpty();

    [Fact]
    public void Block_OfAnythingElse_IsNotMarkedToBeRun() =>
        DocumentScenes.All.Where(block => !block.IsShell && block.Marker is not null).Select(block => block.Place).ShouldBeEmpty();

    [Fact]
    public void Block_OfOutput_HoldsNoPrompt() =>
        DocumentScenes.All.Where(block => Prompt().IsMatch(block.Text)).Select(block => block.Place)
            .ShouldBeEmpty("commands stand in a block of their own, which a test can run");

    [Fact]
    public void Scenes_OfThePages_AreThoseThatTestsPlay()
    {
        var played = Repository.Files("tests", ".cs").SelectMany(file => Played().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct();
        var written = DocumentScenes.All.Select(block => block.Marker?.Scene).OfType<string>().Distinct();

        written.ShouldBe(played, ignoreOrder: true);
    }

    [GeneratedRegex(@"DocumentScenes\.Blocks\(""([a-z0-9-]+)""", RegexOptions.None, 1000)]
    private static partial Regex Played();

    [GeneratedRegex(@"^\s*\$ \w", RegexOptions.Multiline, 1000)]
    private static partial Regex Prompt();
}
