using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests;

/// <summary>What people do with <c>kubectl aoede</c>, with the real operator and agents.</summary>
public sealed class KubectlPluginTests(RunningCluster cluster) : IClassFixture<RunningCluster>
{
    [SkippableFact]
    public async Task Run_BackupOfATarget_ReadsOneMomentWhileWritesGoOn()
    {
        var server = cluster.Server;
        using var plugin = new KubectlPlugin(server.AdminKubeconfig);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await server.ApplyAsync(disk.Manifest("n1", $"  freeze: {{view: {{slot: {disk.ViewSlot}}} }}"));
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        client.AskUntilAnswered(client.Write(0, Sector(1)));

        var run = await plugin.RunAsync(
            "run", "--freeze", disk.Name, "-n", ServiceAccount.InstallNamespace, "--", "sh", "-c", $"echo $AOEDE_VIEW; od -An -tu1 -N1 {disk.Path}");

        run.Expect().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ShouldBe([$"e{Disk.Shelf}.{disk.ViewSlot}", "1"], cluster.Story);
        var kept = (await server.KubectlAsync("get", "aoefz", "-n", ServiceAccount.InstallNamespace, "-o", "jsonpath={.items[*].spec.targets[0]} {.items[*].status.phase}")).Expect();
        kept.ShouldMatch($"{disk.Name} (Thawing|Released)");
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task FreezeAndThaw_OfATarget_HoldAndLetGo()
    {
        var server = cluster.Server;
        using var plugin = new KubectlPlugin(server.AdminKubeconfig);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await server.ApplyAsync(disk.Manifest("n1"));
        var client = initiator.Find(Disk.Shelf, disk.Slot);

        (await plugin.RunAsync("freeze", disk.Name, "--wait", "20s", "--holder", "me", "-n", ServiceAccount.InstallNamespace)).Expect();
        var before = disk.Hash();
        client.AskUntilAnswered(client.Write(0, Sector(2)));
        disk.Hash().ShouldBe(before, "the base is immutable");
        (await plugin.RunAsync("thaw", disk.Name, "--wait", "-n", ServiceAccount.InstallNamespace)).Expect().ShouldContain($"{disk.Name}: thawed, everything is in the base");

        disk.FirstByte(0).ShouldBe(2);
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task Freeze_FromANamespaceThatMayNot_IsRefusedWithAReasonAndLeavesNothing()
    {
        var server = cluster.Server;
        using var plugin = new KubectlPlugin(server.AdminKubeconfig);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await server.ApplyAsync(disk.Manifest("n1"));
        initiator.Find(Disk.Shelf, disk.Slot);

        var refused = await plugin.RunAsync("freeze", disk.Name, "-n", "default");

        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Errors.ShouldStartWith($"kubectl aoede: {disk.Name}: ");
        refused.Errors.ShouldContain("allowedNamespaces");
        await Wait.UntilAsync(
            async _ => (await server.KubectlAsync("get", "aoefz", "-n", "default", "-o", "name")).Expect().Length == 0, "the refused freeze is removed");
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task DevicesAndTargets_OfTheCluster_AreListed()
    {
        using var plugin = new KubectlPlugin(cluster.Server.AdminKubeconfig);

        (await plugin.RunAsync("targets")).Expect().ShouldStartWith("NAME");
        (await plugin.RunAsync("devices", "n1")).Expect().ShouldStartWith("N");
        (await plugin.RunAsync("devices", "n9")).Errors.ShouldStartWith("kubectl aoede: No agent has reported from a node n9");
    }

    private static byte[] Sector(byte with)
    {
        var sector = new byte[512];
        Array.Fill(sector, with);
        return sector;
    }

    private async Task DeleteAsync(Disk disk)
    {
        (await cluster.Server.KubectlAsync("annotate", "aoet", disk.Name, $"aoede.io/force-delete={disk.Name}")).Expect();
        (await cluster.Server.KubectlAsync("delete", "aoet", disk.Name, "--timeout=60s")).Expect();
    }
}
