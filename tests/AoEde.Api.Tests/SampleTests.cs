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

    [Fact]
    public void LaterSamples_Read_FailOnlyForWhatIsNotSupportedYet()
    {
        var set = Cluster.Read(Path.Combine(Repository.Samples, "later"));

        var errors = set.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).ToList();
        errors.ShouldNotBeEmpty();
        errors.ShouldAllBe(error => error.Rule.EndsWith("/not-yet", StringComparison.Ordinal));
        set.Targets.ShouldBeEmpty();
    }

    [Fact]
    public void EverySample_IsNamedByATest()
    {
        string[] tested = ["freezable.yaml", "freeze.yaml", "json-style.json", "minimal.yaml", "policy.yaml", "single-host-lab.yaml", "vm-images.yaml"];

        Directory.GetFiles(Repository.Samples).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(tested);
    }
}
