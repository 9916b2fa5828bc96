namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>A release that nobody changes.</summary>
[Collection(InstalledCollection.Name)]
public sealed class SettledReleaseScenes(InstalledCluster installed)
{
    [SkippableFact]
    public async Task HelmTest_RunsItsPodToItsEnd()
    {
        var told = (await installed.Cluster.HelmAsync("test", Release.Name, "--namespace", Release.Namespace, "--timeout=120s")).Expect();

        told.ShouldContain("Succeeded");
        await installed.Server.AwaitEventAsync("aoede-test", "Started");
    }

    [SkippableFact]
    public async Task Upgrade_WithoutAnyChange_RestartsNothing()
    {
        var before = await ProgramsAsync();
        before.Count.ShouldBe(4);

        await Release.UpgradeAsync(installed.Cluster);

        // Longer than an operator needs to look at its ConfigMap and a kubelet at its pods.
        await Task.Delay(TimeSpan.FromSeconds(10));
        (await ProgramsAsync()).ShouldBe(before);
    }

    private async Task<IReadOnlyList<ReleasePod>> ProgramsAsync() =>
        [.. await installed.PodsAsync("aoede-operator"), .. await installed.PodsAsync("aoede-agent")];
}
