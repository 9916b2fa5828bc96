using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>The API server is away for a minute.</summary>
[Collection(InstalledCollection.Name)]
public sealed class ApiServerTests(InstalledCluster installed, ITestOutputHelper output)
{
    private static readonly TimeSpan s_outage = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task ApiServer_StoppedForAMinuteUnderLoad_IsNotMissed()
    {
        var server = installed.Server;
        using var target = await LoadedTarget.StartAsync(installed, installed.Cluster.N2, 41);

        await server.StopAsync();
        await Task.Delay(s_outage);
        target.AwaitProgress();
        await server.StartAsync();

        await server.ApplyAsync(LoadedTarget.Manifest("after-outage", "n1", 42));
        (await server.KubectlAsync("wait", "--for=condition=Ready", "aoetarget/after-outage", $"aoetarget/{target.Name}", "--timeout=90s")).Expect();
        (await server.KubectlAsync("delete", "aoet", "after-outage", "--timeout=90s")).Expect();
        await Release.AwaitAgentsAsync(installed.Cluster);
        await target.FinishAsync("API server stopped for 60 s", output);
    }
}
