using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>What runs pods is restarted on a node.</summary>
[Collection(InstalledCollection.Name)]
public sealed class NodeDaemonTests(InstalledCluster installed, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task KubeletAndContainerd_RestartedUnderLoad_AreNotMissed()
    {
        var node = installed.Cluster.N1;
        using var target = await LoadedTarget.StartAsync(installed, node, 31);
        var pod = await AgentAsync();

        await node.RestartKubeletAsync();
        target.AwaitProgress();
        await node.RestartContainerdAsync();
        target.AwaitProgress();

        (await installed.Server.KubectlAsync("wait", "--for=condition=Ready", $"node/{node.Name}", "--timeout=90s")).Expect();
        await Release.AwaitAgentsAsync(installed.Cluster);
        (await AgentAsync()).ShouldBe(pod, "the same pod, whose container was not restarted");
        await target.FinishAsync("kubelet and containerd restarted", output);
    }

    // Name and restarts of the agent on the node.
    private async Task<string> AgentAsync() => (await installed.Server.KubectlAsync(
        "-n", Release.Namespace, "get", "pods", "-l", "app.kubernetes.io/name=aoede-agent", "--field-selector=spec.nodeName=n1",
        "-o", "jsonpath={.items[*].metadata.name} {.items[*].status.containerStatuses[*].restartCount}")).Expect();
}
