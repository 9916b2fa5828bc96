using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private const string Good = """
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: {name: NAME}
        spec: {nodeName: n, shelf: 1, slot: SLOT, interfaces: [eth1], backing: {file: {path: /srv/x}}}
        """;

    private static readonly ManifestReader Reader = new(ManifestOptions.Cluster);

    [Theory]
    [InlineData("")]
    [InlineData("---\n---\n")]
    [InlineData("# nothing\n")]
    public void EmptyText_Read_HasNothing(string text)
    {
        var file = Reader.ReadText("f", text);

        file.IsReadable.ShouldBeTrue();
        file.Targets.ShouldBeEmpty();
        file.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void ManyDocuments_OneBad_KeepsTheOthers()
    {
        var file = Reader.ReadText("f", $"{Target("a", 1)}\n---\n{Target("b", 999)}\n---\n{Target("c", 3)}");

        file.Targets.Select(target => target.Name).ShouldBe(["a", "c"]);
        file.Refused.ShouldBe(["b"]);
        file.Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("f:9: spec.slot: 999 is out of range (use a number from 0 to 254)");
    }

    [Fact]
    public void SyntaxError_Read_IsReportedOnceAndLeavesNothing()
    {
        var file = Reader.ReadText("f", $"{Target("a", 1)}\n---\nspec: [1, 2\nx: y\n");

        file.IsReadable.ShouldBeFalse();
        file.Targets.ShouldBeEmpty();
        file.Diagnostics.ShouldHaveSingleItem().ToString().ShouldBe(
            "f:6: not YAML: the bracket that opens here is not closed where it should be (correct the syntax; nothing of this file is used)");
    }

    [Fact]
    public void JsonWithTabs_Read_IsUnderstood() =>
        Reader.ReadText("f.json", Json.Write(Targets.Plain).Replace("  ", "\t")).Targets.ShouldHaveSingleItem();

    [Fact]
    public void ObjectFromAServer_Read_SkipsWhatTheServerFilledIn()
    {
        var file = Reader.ReadText("f", Target("a", 1).Replace("{name: a}",
            "{name: a, uid: u-1, generation: 3, resourceVersion: \"7\", creationTimestamp: x, managedFields: [{a: b}], labels: {tier: gold}}")
            + "\nstatus: {phase: Exported}");

        file.Diagnostics.ShouldBeEmpty();
        var metadata = file.Targets.ShouldHaveSingleItem().Target.Metadata;
        metadata.Uid.ShouldBe("u-1");
        metadata.Labels!["tier"].ShouldBe("gold");
    }

    [Fact]
    public void AnchorsAndMerges_Read_MeanWhatTheyMeanToKubectl()
    {
        var file = Reader.ReadText("f", """
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: {name: a, labels: &labels {tier: gold}, annotations: {<<: *labels, x: y}}
            spec: {nodeName: n, shelf: 1, slot: 2, interfaces: [eth1], backing: {file: {path: /srv/x}}}
            """);

        file.Diagnostics.ShouldBeEmpty();
        file.Targets[0].Target.Metadata.Annotations.ShouldBe(new Dictionary<string, string> { ["x"] = "y", ["tier"] = "gold" });
    }

    [Fact]
    public void DeepNesting_Read_IsRefusedBeforeTheStackEnds()
    {
        var file = Reader.ReadText("f", "a: " + new string('[', 100_000));

        file.IsReadable.ShouldBeFalse();
        file.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("nested more than");
    }

    [Theory]
    [InlineData("worker-9", true)]
    [InlineData("lab-host", false)]
    public void NodeName_OnASingleHost_MustBeThatHost(string name, bool refused)
    {
        var file = new ManifestReader(ManifestOptions.SingleHost("lab-host")).ReadText("f", Target("a", 1).Replace("nodeName: n,", $"nodeName: {name},"));

        file.HasErrors.ShouldBe(refused);
        if (refused)
            file.Diagnostics.ShouldHaveSingleItem().Field.ShouldBe("spec.nodeName");
    }

    [Fact]
    public void MissingFile_Read_IsUnreadable()
    {
        var set = Reader.Read("/nonexistent/targets.yaml");

        set.Files.ShouldHaveSingleItem().IsReadable.ShouldBeFalse();
        set.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("/nonexistent/targets.yaml: cannot be read: ");
    }

    [Fact]
    public void UnquotedOff_Read_IsTakenWithAWarning()
    {
        var file = Reader.ReadText("f", Target("a", 1).Replace("nodeName: n,", "nodeName: n, cache: {writeBehind: Off},"));

        file.Targets.ShouldHaveSingleItem();
        var finding = file.Diagnostics.ShouldHaveSingleItem();
        finding.Severity.ShouldBe(Severity.Warning);
        finding.Remedy.ShouldBe("write \"Off\"");
    }

    internal static string Target(string name, int slot) => Good.Replace("NAME", name).Replace("SLOT", $"{slot}");
}
