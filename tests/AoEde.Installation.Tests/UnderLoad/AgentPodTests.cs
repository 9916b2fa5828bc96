using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>Somebody deletes an agent's pod.</summary>
[Collection(InstalledCollection.Name)]
public sealed class AgentPodTests(InstalledCluster installed, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task AgentPod_DeletedUnderLoad_IsReplacedAndNothingIsLost()
    {
        var server = installed.Server;
        using var target = await LoadedTarget.StartAsync(installed, installed.Cluster.N1, 11);
        var pod = (await server.GetAsync(Objects.Target(target.Name)))!.Status("export/podName");

        (await server.KubectlAsync("-n", Release.Namespace, "delete", "pod", pod, "--timeout=90s")).Expect();

        await target.AwaitReadyAsync(notBy: pod);
        await Release.AwaitAgentsAsync(installed.Cluster);
        await target.FinishAsync("agent pod deleted", output);
    }
}
