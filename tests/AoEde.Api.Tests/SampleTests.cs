using AoEde.Api.Manifests;
using AoEde.Api.Rules;

namespace AoEde.Api.Tests;

public sealed class SampleTests
{
    private static readonly ManifestReader Cluster = new(ManifestOptions.Cluster);
    private static readonly ManifestReader Host = new(ManifestOptions.SingleHost("lab-host"));

    [Theory]
    [InlineData("minimal.yaml", 1)]
    [InlineData("vm-images.yaml", 1)]
    [InlineData("json-style.json", 1)]
    [InlineData("portable.yaml", 1)]
    [InlineData("lab-file.yaml", 1)]
    [InlineData("tutorial.yaml", 1)]
    public void ClusterSample_Read_HasNoFindings(string name, int targets)
    {
        var set = Cluster.Read(Path.Combine(Repository.Samples, name));

        set.Diagnostics.ShouldBeEmpty();
        set.Targets.Count.ShouldBe(targets);
    }

    [Theory]
    [InlineData("single-host-lab.yaml", "lab lab-golden")]
    [InlineData("freezable.yaml", "vm-images")]
    public void SingleHostSample_ReadForAHost_HasNoFindings(string name, string targets)
    {
        var set = Host.Read(Path.Combine(Repository.Samples, name));

        set.Diagnostics.ShouldBeEmpty();
        string.Join(' ', set.Targets.Select(target => target.Name)).ShouldBe(targets);
    }

    [Fact]
    public void FreezeSample_Read_HasNoFindings()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Samples, "freeze.yaml"));
        var file = AoEFreezeFile.ReadText("freeze.yaml", text, inCluster: false);

        file.Diagnostics.ShouldBeEmpty();
        file.Freeze.ShouldNotBeNull().Spec.Targets.ShouldBe(["vm-images"]);
    }

    [Fact]
    public void PolicySample_Read_HasNoFindings()
    {
        var file = AgentPolicyFile.Read(Path.Combine(Repository.Samples, "policy.yaml"));

        file.Diagnostics.ShouldBeEmpty();
        file.Policy.ShouldNotBeNull().MaxTargets.ShouldBe(64);
    }

    /// <summary>Files of targets and others: only targets are read from files, so the others are named and left alone.</summary>
    [Theory]
    [InlineData("backups.yaml", 1, "AoEFreeze is ignored")]
    [InlineData("node.yaml", 0, "AoENode is ignored")]
    public void MixedSample_Read_HasOnlyTheFindingAboutTheOtherKind(string name, int targets, string finding)
    {
        var set = Cluster.Read(Path.Combine(Repository.Samples, name));

        var only = set.Diagnostics.ShouldHaveSingleItem();
        (only.Severity, only.Message).ShouldSatisfyAllConditions(
            found => found.Severity.ShouldBe(Severity.Warning),
            found => found.Message.ShouldStartWith(finding));
        set.Targets.Count.ShouldBe(targets);
    }

    /// <summary>A backup has nothing to be served. It is applied, and run, by the test of the page about it.</summary>
    [Fact]
    public void BackupJob_Read_HasNoTargets() => Cluster.Read(Path.Combine(Repository.Samples, "backup-job.yaml")).Targets.ShouldBeEmpty();

    [Fact]
    public void EverySample_IsNamedByATest()
    {
        string[] tested =
        [
            "backup-job.yaml", "backups.yaml", "freezable.yaml", "freeze.yaml", "json-style.json", "lab-file.yaml", "minimal.yaml", "node.yaml", "policy.yaml", "portable.yaml",
            "single-host-lab.yaml", "tutorial.yaml", "vm-images.yaml",
        ];

        Directory.GetFiles(Repository.Samples).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(tested);
    }
}
