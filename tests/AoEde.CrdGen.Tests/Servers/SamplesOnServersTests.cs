namespace AoEde.CrdGen.Tests.Servers;

/// <summary>The samples, as a person would apply them. That they are coherent is tested with the manifest reader (AoEde.Api.Tests).</summary>
[Collection(OldServerTests.Name)]
public sealed class SamplesOnServersTests(OldServer fixture)
{
    /// <summary>Samples for a single host, and a policy: no objects of a cluster.</summary>
    private static readonly string[] NotForAServer = ["freezable.yaml", "freeze.yaml", "policy.yaml", "single-host-lab.yaml"];

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "config", "samples")).Select(path => Path.GetFileName(path)!).Except(NotForAServer).Order(StringComparer.Ordinal)];

    [SkippableTheory, MemberData(nameof(Samples))]
    public async Task Sample_AppliedToAServer_IsTaken(string name)
    {
        var path = Path.Combine(Repository.Root, "config", "samples", name);
        // A dry run makes no namespace that what follows it in the file could be in.
        if (name is "backups.yaml" or "backup-job.yaml")
            await fixture.Server.ApplyAsync("{apiVersion: v1, kind: Namespace, metadata: {name: backup}}");

        var said = (await fixture.Server.KubectlAsync("apply", "--dry-run=server", "-f", path)).Expect();

        said.ShouldContain("created (server dry run)");
    }

    [SkippableTheory]
    [InlineData("spec: { nodeName: w }", "spec.shelf: Required value")]
    [InlineData("spec: { nodeName: w, shelf: 65535, slot: 0, interfaces: [eth1], backing: {} }", "spec.shelf in body should be less than or equal to 65534")]
    [InlineData("spec: { nodeName: w, shelf: 1, slot: 0, interfaces: [eth1], backing: {}, io: { engine: Spdk } }", "Unsupported value: \"Spdk\": supported values: \"Auto\", \"LinuxAio\", \"IoUring\", \"ThreadPool\"")]
    public async Task Mistake_AppliedToAServer_IsRefusedWithItsField(string spec, string words)
    {
        var result = await fixture.Server.KubectlAsync(
            ["create", "--dry-run=server", "--validate=false", "-f", "-"], $"apiVersion: aoede.io/v1alpha1\nkind: AoETarget\nmetadata: {{ name: wrong }}\n{spec}\n");

        result.ExitCode.ShouldBe(1);
        result.Errors.ShouldContain(words);
    }
}
