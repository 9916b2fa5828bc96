using System.Text.Json;
using System.Text.RegularExpressions;
using AoEde.Api.Manifests;
using AoEde.Api.Rules;
using AoEde.Testing.Documents;

namespace AoEde.Api.Tests;

/// <summary>Objects that pages show can be applied.</summary>
public sealed partial class DocumentManifestTests
{
    private static readonly ManifestReader Cluster = new(ManifestOptions.Cluster);

    [Fact]
    public void Targets_OnThePages_BreakNoRule() =>
        DocumentScenes.All.Where(block => block.Language == "yaml")
            .SelectMany(block => Cluster.ReadText(block.Place, block.Text).Diagnostics)
            .Where(diagnostic => diagnostic.Severity == Severity.Error)
            .ShouldBeEmpty();

    [Fact]
    public void Freezes_OnThePages_BreakNoRule()
    {
        var freezes = DocumentScenes.All.Where(block => block.Language == "yaml")
            .SelectMany(block => Freeze().Matches(block.Text).Select(match => (block.Place, Text: Indent().Replace(match.Value, "")))).ToList();

        freezes.Count.ShouldBe(2);
        freezes.SelectMany(freeze => AoEFreezeFile.ReadText(freeze.Place, freeze.Text, inCluster: true).Diagnostics).ShouldBeEmpty();
    }

    [Fact]
    public void Target_OfTheTutorial_IsTheSampleThatItApplies()
    {
        var shown = DocumentScenes.All.Single(block => block is { Language: "yaml", Page: "docs/tutorial/first-target.md" });
        var applied = Path.Combine(Repository.Samples, "tutorial.yaml");

        Json(Cluster.ReadText(applied, shown.Text)).ShouldBe(Json(Cluster.ReadFile(applied)));
    }

    private static string Json(ManifestFile file) => JsonSerializer.Serialize(file.Targets.Single().Target.Spec, ApiJson.Options);

    // Inside a ConfigMap's text, to where its indentation ends.
    [GeneratedRegex(@"^    apiVersion: aoede\.io/v1alpha1\n    kind: AoEFreeze\n(?:    .*\n)+", RegexOptions.Multiline, 1000)]
    private static partial Regex Freeze();

    [GeneratedRegex("^    ", RegexOptions.Multiline, 1000)]
    private static partial Regex Indent();
}
