using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>What the shipped roles allow is what is asked for: no more, and (see the end of each fixture) no less.</summary>
[Collection(SceneCollection.Name)]
public sealed class RoleScenes(SceneFixture scene, ITestOutputHelper output)
{
    private const string Own = ServiceAccount.InstallNamespace;

    // Needed, but not by this tour alone: other scenes use some of them, in whatever order they run.
    private static readonly string[] s_notInTheTour =
    [
        // Only an admission plugin asks, and it is not on here.
        "update aoede.io/aoetargets/finalizers",
        // Read anew after a conflict, or when a watch lags behind what was written.
        "get aoede.io/aoetargets", "get aoede.io/aoefreezes", "get aoede.io/aoenodes", "get /nodes", "get /configmaps", "get apps/daemonsets",
        // An agent that is lost.
        "patch aoede.io/aoenodes/status",
        // An event that is repeated.
        "patch /events",
        // An agent's pod that is to end: there is none without a kubelet.
        "patch /pods",
    ];


    [SkippableFact]
    public async Task Roles_AfterATourOfEverything_AllowNothingThatWasNotNeeded()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await ConfigureAsync("OnDemand", "agent:1");
        await scene.ServeAsync(disk, initiator, more: "  freeze: {allowedNamespaces: [backup]}");
        await server.AwaitAsync("/api/v1/nodes/n1", node => node["metadata"]!["labels"]!["aoede.io/agent"]?.ToString() == "true", "n1 labelled", scene.Story);
        await server.AwaitAsync($"/apis/apps/v1/namespaces/{Own}/daemonsets/aoede-agent", _ => true, "the agents' DaemonSet", scene.Story);
        await ConfigureAsync("All", "agent:2");
        await server.ApplyAsync("""
            {apiVersion: v1, kind: Pod, metadata: {name: tour, namespace: backup}, spec: {containers: [{name: c, image: i}]}}
            """);
        foreach (var (version, kind) in ((string, string)[])[("v1", "Pod"), ("batch/v1", "Job")])
        {
            var name = $"tour-{kind.ToLowerInvariant()}";
            await server.ApplyAsync(SceneObjects.Freeze(name, "backup", disk, more: $", holderRef: {{apiVersion: {version}, kind: {kind}, name: tour}}"));
        }

        await server.AwaitAsync(Objects.Freeze("tour-pod", "backup"), entity => entity.Condition("Frozen") == "True/Frozen", "frozen", scene.Story);
        (await server.KubectlAsync("delete", "pod", "tour", "-n", "backup", "--force", "--grace-period=0")).Expect();
        await server.AwaitAsync(Objects.Freeze("tour-pod", "backup"), entity => entity.Status("phase") == "Released", "released", scene.Story);

        // An annotation that comes back is a new freeze: the old object is deleted.
        for (var round = 0; round < 2; round++)
        {
            (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze=tour")).Expect();
            await scene.AwaitTargetAsync(disk, entity => entity.Condition("Frozen") == "True/Frozen", "frozen");
            (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze-")).Expect();
            await scene.AwaitTargetAsync(disk, entity => entity.Condition("Frozen") == "False/Thawed", "thawed");
        }

        await scene.RemoveAsync(disk);

        // The tour may be over before an agent says for the second time that it lives.
        await server.AwaitAsync(
            $"/apis/coordination.k8s.io/v1/namespaces/{Own}/leases/aoede-node-n1",
            lease => lease["spec"]!["renewTime"]?.ToString() != lease["spec"]!["acquireTime"]?.ToString(), "the heartbeat renewed", scene.Story);
        await server.KubectlAsync("delete", "configmap", "aoede-agent", "-n", Own);
        var unused = new List<string>();
        foreach (var account in (ServiceAccount[])[ServiceAccount.Operator, ServiceAccount.Agent])
        {
            var found = await server.UnusedPermissionsAsync(account);
            output.WriteLine($"{account.Name} never asked for: {string.Join("; ", found)}");
            // The server logs a watch when it ends, and these have not; whoever lists watches.
            var excused = account == ServiceAccount.Operator ? s_notInTheTour : ["patch /events"];
            unused.AddRange(found.Except(excused, StringComparer.Ordinal)
                .Where(permission => !permission.StartsWith("watch ", StringComparison.Ordinal) || found.Contains("list" + permission[5..], StringComparer.Ordinal))
                .Select(permission => $"{account.Name}: {permission}"));
        }

        unused.ShouldBeEmpty();
        server.ExpectNothingForbidden();
    }

    private Task ConfigureAsync(string placement, string image) => scene.Server.ApplyAsync($$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: aoede-agent, namespace: {{Own}}}
        data:
          placement: {{placement}}
          template: |
            spec: {hostNetwork: true, containers: [{name: agent, image: '{{image}}', args: [node]}]}
        """);
}
