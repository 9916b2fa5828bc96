using System.Text.Json.Nodes;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>The whole removal, as docs/how-to/upgrade-and-remove.md has it.</summary>
[Collection(InstalledCollection.Name)]
public sealed class RemovalScenes(InstalledCluster installed)
{
    [SkippableFact]
    public async Task Removal_InTheDocumentedOrder_LeavesTheDataAndNothingInTheApiServer()
    {
        var server = installed.Server;
        var file = new ServedFile(installed, installed.Cluster.N1);
        await file.ServeAsync();
        using (var initiator = installed.Cluster.Peer.OpenInitiator())
            file.Write(initiator, 1, 7);
        (await server.KubectlAsync("annotate", "aoetarget", file.Name, "aoede.io/freeze=nightly")).Expect();
        (await server.KubectlAsync("wait", "--for=condition=Frozen", $"aoetarget/{file.Name}", "--timeout=60s")).Expect();
        var hash = file.Hash();

        await server.WithoutRolesAsync(async () =>
        {
            (await server.KubectlAsync("delete", "aoetargets", "--all", "--timeout=180s")).Expect();
            (await server.KubectlAsync("delete", "aoefreezes", "--all", "--all-namespaces", "--timeout=120s")).Expect();
            await Release.UninstallAsync(installed.Cluster);
            (await server.KubectlAsync("delete", "daemonset", "aoede-agent", "--namespace", Release.Namespace)).Expect();
            (await server.KubectlAsync("delete", "crd", "aoetargets.aoede.io", "aoefreezes.aoede.io", "aoenodes.aoede.io", "--timeout=60s")).Expect();
            (await server.KubectlAsync("delete", "namespace", Release.Namespace, "--timeout=120s")).Expect();
            IReadOnlyList<string> traces = [];
            await installed.UntilAsync(async () => (traces = await TracesAsync()).Count == 0, () => $"these go:\n{string.Join('\n', traces)}");
            file.Hash().ShouldBe(hash, "data is never touched");

            await Release.InstallAsync(installed.Cluster);
        });
        await file.RemoveAsync();
    }

    // Whatever kind has an object that is named after AoEde, or says so anywhere in it.
    private async Task<IReadOnlyList<string>> TracesAsync()
    {
        var kinds = (await installed.Server.KubectlAsync("api-resources", "--verbs=list", "--output=name", "--cached=false")).Expect()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        kinds.ShouldContain("configmaps");
        // Events tell the past.
        var lasting = string.Join(',', kinds.Where(kind => !kind.StartsWith("events", StringComparison.Ordinal)));
        var listed = (await installed.Server.KubectlAsync("get", lasting, "--all-namespaces", "--output=json")).Expect();
        var objects = JsonNode.Parse(listed)!["items"]!.AsArray();
        objects.Count.ShouldBeGreaterThan(50);
        return
        [
            .. kinds.Where(kind => kind.Contains("aoe", StringComparison.Ordinal)),
            .. objects
                // Nodes know by name the images that they have.
                .Where(one => one!["kind"]!.ToString() != "Node" || one["metadata"]!.ToJsonString().Contains("aoede", StringComparison.OrdinalIgnoreCase))
                .Where(one => one!.ToJsonString() is var text && text.Contains("aoede", StringComparison.OrdinalIgnoreCase)
                    && !text.Contains(ServiceAccount.Administrator.Name, StringComparison.Ordinal))
                .Select(one => $"{one!["kind"]} {one["metadata"]!["namespace"]}/{one["metadata"]!["name"]}"),
        ];
    }
}
