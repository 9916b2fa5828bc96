using System.Diagnostics;
using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.ClusterTesting.Processes;
using AoEde.Kube.Client;
using AoEde.Kube.Models;
using Xunit.Abstractions;

namespace AoEde.Operator.Tests.Cluster;

/// <summary>Two operators as processes, with the times they ship with.</summary>
public sealed class ReplicaTests(ITestOutputHelper output) : ApiServerFixture
{
    protected override ApiServerOptions Options => new() { AddHosts = false };

    [SkippableFact]
    public async Task Operator_WhenTheLeaderIsKilled_IsFollowedByTheOtherAndNothingIsDoneTwice()
    {
        _ = Server;
        using var admin = TestOperator.Client(Server.AdminKubeconfig, "kubectl");
        await Server.ApplyAsync("{apiVersion: v1, kind: Node, metadata: {name: w1}}");
        await using var agent = await SimulatedAgent.StartAsync(Server, "w1");
        using var one = OperatorProcess.Start(Server, "op-1", await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl), 8081);
        await LeaderAsync(admin, "op-1");
        using var two = OperatorProcess.Start(Server, "op-2", await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl), 8082);
        for (var number = 0; number < 20; number++)
            await ApplyAsync($"r{number}", number);
        await ReadyAsync(admin, 20);
        var before = await VersionsAsync(admin);

        one.Kill();
        var clock = Stopwatch.StartNew();
        await ApplyAsync("r20", 20);
        await ReadyAsync(admin, 21);
        output.WriteLine($"another leads and has served a new target after {clock.Elapsed.TotalSeconds:F1} s");
        await LeaderAsync(admin, "op-2");

        // The new leader looks at everything and finds nothing to be done.
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await VersionsAsync(admin)).Where(target => target.Key != "r20").ShouldBe(before);
        var assigned = Server.Requests().Where(request => request is { Resource: "aoetargets", Verb: "patch" } && request.User == ServiceAccount.Operator.UserName);
        assigned.GroupBy(request => request.Name).ShouldAllBe(requests => requests.Count() == 1);
        Server.ForbiddenRequests().ShouldBeEmpty();
    }

    private Task ApplyAsync(string name, int slot) => Server.ApplyAsync(
        $$"""{apiVersion: aoede.io/v1alpha1, kind: AoETarget, metadata: {name: {{name}}}, spec: {nodeName: w1, shelf: {{1 + (slot / 10)}}, slot: {{slot % 10}}, interfaces: [eth1], backing: {device: {path: /dev/disk/by-id/{{name}} } } } }""");

    private static Task ReadyAsync(KubernetesClient admin, int count) => Wait.UntilAsync(
        async token => (await admin.ListAsync<AoETarget>(cancellationToken: token)).Count(target => target.Status?.Condition(Conditions.Ready)?.Status == "True") == count, $"{count} are ready");

    private static Task LeaderAsync(KubernetesClient admin, string identity) => Wait.UntilAsync(
        async token => (await admin.GetAsync<V1Lease>("aoede-operator-leader", ServiceAccount.InstallNamespace, token))?.Spec.HolderIdentity?.StartsWith(identity, StringComparison.Ordinal) is true,
        $"{identity} leads");

    private static async Task<Dictionary<string, string?>> VersionsAsync(KubernetesClient admin) =>
        (await admin.ListAsync<AoETarget>()).ToDictionary(target => target.Metadata.Name!, target => target.Metadata.ResourceVersion);
}
