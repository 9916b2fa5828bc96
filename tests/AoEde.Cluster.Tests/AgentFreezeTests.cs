using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests;

/// <summary>Freezes as objects, with an operator that is the test itself.</summary>
public sealed class AgentFreezeTests(ApiServerFixture fixture) : IClassFixture<ApiServerFixture>
{
    [SkippableFact]
    public async Task Freeze_Authorized_HoldsTheBaseUntilItIsReleased()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await ServeAsync(server, bench, disk, initiator);
        client.AskUntilAnswered(client.Write(0, Sector(1)));
        await server.ApplyAsync(Freeze("nightly1", disk, "10m"));
        await server.AuthorizeAsync("nightly1", "n1");
        var frozen = await server.AwaitAsync(Objects.Freeze("nightly1"), entity => entity.Condition("Frozen") == "True/Frozen", "frozen", () => bench.Story);
        frozen.Condition("Valid").ShouldBe("True/Untouched");
        frozen["status"]!["targets"]![0]!["viewAddress"]!.ToString().ShouldBe($"e{Disk.Shelf}.{disk.ViewSlot}");
        var target = await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Condition("Frozen") == "True/Frozen", "the target frozen", () => bench.Story);
        target["status"]!["freeze"]!["holders"]![0]!["freeze"]!.ToString().ShouldBe("default/nightly1");

        var before = disk.Hash();
        client.AskUntilAnswered(client.Write(0, Sector(2)));
        disk.Hash().ShouldBe(before, "the base is immutable");
        client.AskUntilAnswered(client.Read(0, 1)).Data[0].ShouldBe((byte)2);
        var view = initiator.Find(Disk.Shelf, disk.ViewSlot);
        view.AskUntilAnswered(view.Read(0, 1)).Data[0].ShouldBe((byte)1, "the view shows the moment of the freeze");

        await server.PatchAsync(Objects.Freeze("nightly1"), """{"spec":{"release":true} }""");
        var over = await server.AwaitAsync(Objects.Freeze("nightly1"), entity => entity.Status("phase") == "Released", "released", () => bench.Story);
        over.Condition("Complete").ShouldBe("True/Released");
        over.Condition("Valid").ShouldBe("True/Untouched");
        disk.FirstByte(0).ShouldBe(2, "what was written meanwhile is merged");
        await server.AwaitEventAsync(disk.Name, "MergeCompleted");
    }

    [SkippableFact]
    public async Task Freeze_WhoseHolderIsGone_ExpiresAlsoOverARestart()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await ServeAsync(server, bench, disk, initiator);
        await server.ApplyAsync(Freeze("short1", disk, "4s"));
        await server.AuthorizeAsync("short1", "n1");
        await server.AwaitAsync(Objects.Freeze("short1"), entity => entity.Condition("Frozen") == "True/Frozen", "frozen", () => bench.Story);
        bench.Dispose();
        using var again = new AgentBench(server);
        await again.StartAsync(server.N1);

        var over = await server.AwaitAsync(Objects.Freeze("short1"), entity => entity.Status("phase") == "Expired", "expired", () => again.Story);
        over.Condition("Valid").ShouldBe("True/Untouched");
        await server.AwaitEventAsync(disk.Name, "FreezeExpired");
    }

    [SkippableFact]
    public async Task Deletion_OfAFrozenTarget_ThawsAndMergesFirst()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await ServeAsync(server, bench, disk, initiator);
        await server.ApplyAsync(Freeze("held1", disk, "10m"));
        await server.AuthorizeAsync("held1", "n1");
        await server.AwaitAsync(Objects.Freeze("held1"), entity => entity.Condition("Frozen") == "True/Frozen", "frozen", () => bench.Story);
        client.AskUntilAnswered(client.Write(8, Sector(7)));

        // A move waits for ever; a deletion ends the freeze.
        await server.AssignAsync(disk.Name, "n1", 1, withdraw: true);
        await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Message("Exported").Contains("waits until it has thawed", StringComparison.Ordinal), "why it waits", () => bench.Story);
        await server.PatchAsync(Objects.Target(disk.Name), $$$"""{"metadata":{"annotations":{"aoede.io/force-delete":"{{{disk.Name}}}"} } }""");
        (await server.KubectlAsync("delete", "aoetarget", disk.Name, "--wait=false")).Expect();

        await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Status("export/state") == "Withdrawn", "withdrawn", () => bench.Story);
        disk.FirstByte(8).ShouldBe(7, "merged before it left");
        await server.AwaitAsync(Objects.Freeze("held1"), entity => entity.Status("phase") == "Released", "the freeze over", () => bench.Story);
        await server.LetGoAsync(Objects.Target(disk.Name));
    }

    private static async Task<TargetClient> ServeAsync(ApiServer server, AgentBench bench, Disk disk, Initiator initiator)
    {
        await bench.StartAsync(server.N1);
        await server.ApplyAsync(disk.Manifest("n1", $"  freeze: {{view: {{slot: {disk.ViewSlot}}} }}", $"finalizers: [{HandOperator.Finalizer}]"));
        await server.AssignAsync(disk.Name, "n1", 1);
        return initiator.Find(Disk.Shelf, disk.Slot);
    }

    private static string Freeze(string name, Disk disk, string ttl) => $$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoEFreeze
        metadata: {name: {{name}}, namespace: default}
        spec: {targets: [{{disk.Name}}], ttl: {{ttl}}, holder: test}
        """;

    private static byte[] Sector(byte with)
    {
        var sector = new byte[512];
        Array.Fill(sector, with);
        return sector;
    }
}
