using System.Diagnostics;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>`helm uninstall` and a later `helm install`: neither data nor targets notice.</summary>
[Collection(InstalledCollection.Name)]
public sealed class UninstallScenes(InstalledCluster installed, ITestOutputHelper output)
{
    private const string Freeze = """
        apiVersion: aoede.io/v1alpha1
        kind: AoEFreeze
        metadata: {name: held, namespace: default}
        spec: {targets: [TARGET], ttl: 30m, holder: scene}
        """;

    [SkippableFact]
    public async Task Uninstall_WithTargetsAndAFreeze_KeepsThemForTheNextInstall()
    {
        var server = installed.Server;
        var plain = new ServedFile(installed, installed.Cluster.N1);
        var frozen = new ServedFile(installed, installed.Cluster.N2);
        var unwanted = new ServedFile(installed, installed.Cluster.N1);
        foreach (var file in new[] { plain, frozen, unwanted })
            await file.ServeAsync();
        using var initiator = installed.Cluster.Peer.OpenInitiator();
        plain.Write(initiator, 1, 1);
        frozen.Write(initiator, 1, 2);
        await server.ApplyAsync(Freeze.Replace("TARGET", frozen.Name, StringComparison.Ordinal));
        (await server.KubectlAsync("wait", "--for=condition=Frozen", "aoefreeze/held", "--timeout=60s")).Expect();
        var (plainHash, frozenHash) = (plain.Hash(), frozen.Hash());
        var (plainBonds, frozenBonds) = (Bonds.Of(await plain.GetAsync()), Bonds.Of(await frozen.GetAsync()));
        var agents = await installed.PodsAsync("aoede-agent");

        await server.WithoutRolesAsync(async () =>
        {
            await Release.UninstallAsync(installed.Cluster);
            await installed.UntilAsync(async () => (await installed.PodsAsync("aoede-operator")).Count == 0, () => "the operators end");
            await ExpectKeptAsync(plain, plainHash, plainBonds);
            await ExpectKeptAsync(frozen, frozenHash, frozenBonds);
            (await installed.PodsAsync("aoede-agent")).ShouldBe(agents, "the DaemonSet is the operator's, not Helm's");

            // Agents serve on by themselves; what is written to a frozen target stays beside its base.
            plain.Read(initiator, 1).ShouldBe((byte)1);
            frozen.Write(initiator, 1, 3);
            frozen.Hash().ShouldBe(frozenHash);
            // Nobody is there to take it off the wire: it waits.
            (await server.KubectlAsync("delete", "aoetarget", unwanted.Name, "--wait=false")).Expect();
            (await unwanted.GetAsync())["metadata"]!["deletionTimestamp"].ShouldNotBeNull();
            unwanted.Read(initiator, 0).ShouldBe((byte)0);

            await Release.InstallAsync(installed.Cluster);
        });

        await ExpectAdoptedAsync(initiator, unwanted);
        await ExpectKeptAsync(plain, plainHash, plainBonds);
        await ExpectKeptAsync(frozen, frozenHash, frozenBonds);
        (await server.GetAsync(Objects.Freeze("held")))!.Status("phase").ShouldBe("Frozen");
        plain.Read(initiator, 1).ShouldBe((byte)1);
        frozen.Read(initiator, 1).ShouldBe((byte)3);

        (await server.KubectlAsync("delete", "aoefreeze", "held", "--timeout=60s")).Expect();
        await installed.UntilAsync(() => Task.FromResult(frozen.Hash() != frozenHash), () => "what was written beside the base gets into it");
        frozen.Read(initiator, 1).ShouldBe((byte)3);
        foreach (var file in new[] { plain, frozen, unwanted })
            await file.RemoveAsync();
    }

    // What was said before the release was gone would look the same: so something new is asked of each agent.
    private async Task ExpectAdoptedAsync(Initiator initiator, ServedFile unwanted)
    {
        var started = Stopwatch.GetTimestamp();
        await installed.UntilAsync(
            async () => await installed.Server.GetAsync(Objects.Target(unwanted.Name)) is null, () => $"{unwanted.Name}, deleted meanwhile, goes");
        output.WriteLine($"a target deleted while nothing was installed is gone {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after the installation");
        foreach (var node in new[] { installed.Cluster.N1, installed.Cluster.N2 })
        {
            var fresh = new ServedFile(installed, node);
            await fresh.ServeAsync();
            fresh.Read(initiator, 0).ShouldBe((byte)0);
            await fresh.RemoveAsync();
        }

        output.WriteLine($"both agents serve something new {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after the installation");
        await Release.AwaitAsync(installed.Cluster);
    }

    private static async Task ExpectKeptAsync(ServedFile file, string hash, Bonds bonds)
    {
        file.Hash().ShouldBe(hash, "data is never touched");
        Bonds.Of(await file.GetAsync()).ShouldBe(bonds);
    }
}
