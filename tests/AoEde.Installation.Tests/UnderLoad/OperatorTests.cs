using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>The operator that leads dies.</summary>
[Collection(InstalledCollection.Name)]
public sealed class OperatorTests(InstalledCluster installed, ITestOutputHelper output)
{
    private const string Lease = $"/apis/coordination.k8s.io/v1/namespaces/{Release.Namespace}/leases/aoede-operator-leader";

    [SkippableFact]
    public async Task OperatorLeader_KilledUnderLoad_IsFollowedByTheOtherWhoServesANewTarget()
    {
        var server = installed.Server;
        using var target = await LoadedTarget.StartAsync(installed, installed.Cluster.N1, 51);
        var leader = await LeaderAsync();

        var died = Stopwatch.GetTimestamp();
        await KillAsync(leader[..leader.LastIndexOf('_')]);
        await server.ApplyAsync(LoadedTarget.Manifest("after-failover", "n2", 52));
        (await server.KubectlAsync("wait", "--for=condition=Ready", "aoetarget/after-failover", "--timeout=90s")).Expect();

        output.WriteLine($"measured: operator killed: a target applied then is served after {Stopwatch.GetElapsedTime(died).TotalSeconds:F1} s");
        (await LeaderAsync()).ShouldNotBe(leader);
        (await server.KubectlAsync("delete", "aoet", "after-failover", "--timeout=90s")).Expect();
        (await server.KubectlAsync("-n", Release.Namespace, "rollout", "status", "deployment/aoede-operator", "--timeout=120s")).Expect();
        await target.FinishAsync("operator failover", output);
    }

    // The pod's name, an underscore, and a word that differs with each start.
    private async Task<string> LeaderAsync() => Holder(await installed.Server.AwaitAsync(
        Lease, lease => Holder(lease).Contains('_', StringComparison.Ordinal), "an operator leads"));

    private static string Holder(JsonObject lease) => lease["spec"]?["holderIdentity"]?.ToString() ?? "";

    // Without a chance to give the lease back, as when its machine dies.
    private async Task KillAsync(string pod)
    {
        var facts = (await installed.Server.KubectlAsync(
            "-n", Release.Namespace, "get", "pod", pod, "-o", "jsonpath={.spec.nodeName} {.status.containerStatuses[0].containerID}")).Expect().Trim().Split(' ');
        var node = facts[0] == "n1" ? installed.Cluster.N1 : installed.Cluster.N2;
        var container = facts[1][(facts[1].LastIndexOf('/') + 1)..];
        (await node.RunAsync("ctr", "--namespace", "k8s.io", "tasks", "kill", "--signal", "SIGKILL", container)).Expect();
    }
}
