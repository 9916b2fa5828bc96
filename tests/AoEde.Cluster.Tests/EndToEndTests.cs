using System.Diagnostics;
using System.Text.Json.Nodes;
using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Files;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Processes;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests;

/// <summary>What people do with kubectl, and what comes of it on the wire.</summary>
public sealed class EndToEndTests(RunningCluster cluster, ITestOutputHelper output) : IClassFixture<RunningCluster>
{
    [SkippableFact]
    public async Task Apply_Target_IsReadyAndAnswers()
    {
        var server = cluster.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();

        await server.ApplyAsync(disk.Manifest("n1"));
        var started = Stopwatch.GetTimestamp();
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        output.WriteLine($"kubectl apply done to first reply: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        client.Target.Mac.ShouldBe(server.N1.Link.Mac);
        await AwaitReadyAsync(disk);
        var row = (await server.KubectlAsync("get", "aoet", disk.Name, "--no-headers")).Expect();
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..5].ShouldBe([disk.Name, $"e{Disk.Shelf}.{disk.Slot}", "n1", "8Mi", "True"]);
        await server.AwaitEventAsync(disk.Name, "Accepted");
        await server.AwaitEventAsync(disk.Name, "Exported");
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task Annotate_Freeze_HoldsTheBaseUntilTheAnnotationGoes()
    {
        var server = cluster.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await server.ApplyAsync(disk.Manifest("n1", $"  freeze: {{view: {{slot: {disk.ViewSlot}}} }}"));
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        client.AskUntilAnswered(client.Write(0, Sector(1)));

        var started = Stopwatch.GetTimestamp();
        (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze=nightly")).Expect();
        Expect(await server.KubectlAsync("wait", "--for=condition=Frozen", $"aoet/{disk.Name}", "--timeout=40s"));
        output.WriteLine($"annotated to frozen: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms, two kubectl included");
        var before = disk.Hash();
        client.AskUntilAnswered(client.Write(0, Sector(2)));
        disk.Hash().ShouldBe(before, "the base is immutable");
        var view = initiator.Find(Disk.Shelf, disk.ViewSlot);
        view.AskUntilAnswered(view.Read(0, 1)).Data[0].ShouldBe((byte)1);
        client.AskUntilAnswered(client.Read(0, 1)).Data[0].ShouldBe((byte)2);

        (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze-")).Expect();
        await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Condition("Frozen") == "False/Thawed", "thawed", () => cluster.Story);
        disk.FirstByte(0).ShouldBe(2);
        await server.AwaitEventAsync(disk.Name, "MergeCompleted");
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task Move_PortableTarget_LosesNoWrite()
    {
        var server = cluster.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await server.ApplyAsync(disk.Manifest("n1", "  portable: true\n  deletion: {requireIdle: false}"));
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        await AwaitReadyAsync(disk);

        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { FollowsAnnouncements = true }, journal);
        load.AwaitProgress(500);
        await server.PatchAsync(Objects.Target(disk.Name), """{"spec":{"nodeName":"n2"} }""");
        await server.AwaitAsync(
            Objects.Target(disk.Name),
            entity => entity.Status("export/nodeName") == "n2" && entity.Condition("Ready").StartsWith("True", StringComparison.Ordinal), "ready on n2", () => cluster.Story);
        load.AwaitProgress(500);
        var result = load.Finish();

        result.Failure.ShouldBeNull(cluster.Story);
        output.WriteLine($"{result.Reads + result.Writes} requests, none lost, gap {result.Latency.Microseconds(1) / 1000:F0} ms");
        initiator.Find(Disk.Shelf, disk.Slot).Target.Mac.ShouldBe(server.N2.Link.Mac);
        await server.AwaitEventAsync(disk.Name, "MovedNode");
        await DeleteAsync(disk);
        journal.Check(disk.Path).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Status_WhileNothingHappens_IsNotWritten()
    {
        var server = cluster.Server;
        using var disk = new Disk();
        await server.ApplyAsync(disk.Manifest("n1"));
        await AwaitReadyAsync(disk);
        await server.AwaitEventAsync(disk.Name, "Exported");

        // The AoENode counts targets, at most every 30 s; after that nothing moves but the machine's own devices: other tests make some.
        await Task.Delay(TimeSpan.FromSeconds(35));
        var target = await server.GetAsync(Objects.Target(disk.Name));
        var nodes = await NodesAsync(TimeSpan.FromSeconds(60));
        Version(await server.GetAsync(Objects.Target(disk.Name))).ShouldBe(Version(target));
        nodes.Select(WithoutDevices).Distinct().ShouldHaveSingleItem();
        nodes.Zip(nodes.Skip(1)).ShouldAllBe(pair => !JsonNode.DeepEquals(pair.First["status"], pair.Second["status"]), "a write says something new");
        await DeleteAsync(disk);
    }

    [SkippableFact]
    public async Task Apply_AddressThatVbladeHas_IsNotExportedUntilItIsFree()
    {
        Skip.IfNot(Prerequisites.Vblade.IsMet, Prerequisites.Vblade.Reason);
        var server = cluster.Server;
        using var disk = new Disk();
        using var foreign = new TempImage(2048);
        using var vblade = new VbladeProcess(server.N2.Link, Disk.Shelf, disk.Slot, foreign.Path);
        using var initiator = server.Peer.OpenInitiator();
        initiator.Find(Disk.Shelf, disk.Slot);

        await server.ApplyAsync(disk.Manifest("n1"));
        var target = await server.AwaitAsync(
            Objects.Target(disk.Name), entity => entity.Condition("Ready") == "False/Conflict", "Ready tells of the conflict", () => cluster.Story);
        target.Condition("AddressUnique").ShouldBe("False/AnsweredBy");
        target.Message("AddressUnique").ShouldContain($"{server.N2.Link.Mac}");
        await server.AwaitEventAsync(disk.Name, "AddressConflict");
        await DeleteAsync(disk);
    }

    private async Task AwaitReadyAsync(Disk disk) => await cluster.Server.AwaitAsync(
        Objects.Target(disk.Name), entity => entity.Condition("Ready").StartsWith("True", StringComparison.Ordinal), $"{disk.Name} ready", () => cluster.Story);

    // Every version of the AoENode in that time: writes of it are 30 s apart.
    private async Task<IReadOnlyList<JsonNode>> NodesAsync(TimeSpan time)
    {
        var versions = new List<JsonNode>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; await Task.Delay(TimeSpan.FromSeconds(2)))
        {
            var node = await cluster.Server.GetAsync(Objects.Node("n1"));
            if (versions.Count == 0 || Version(versions[^1]) != Version(node))
                versions.Add(node.ShouldNotBeNull());
        }

        return versions;
    }

    private static string WithoutDevices(JsonNode node)
    {
        var status = node["status"].ShouldNotBeNull().DeepClone().AsObject();
        status.Remove("devices");
        status.Remove("eligibleDevices");
        return status.ToJsonString();
    }

    private static string? Version(JsonNode? entity) => entity?["metadata"]?["resourceVersion"]?.ToString();

    // As a person who knows that nobody needs the disk any more.
    private async Task DeleteAsync(Disk disk)
    {
        (await cluster.Server.KubectlAsync("annotate", "aoet", disk.Name, $"aoede.io/force-delete={disk.Name}")).Expect();
        (await cluster.Server.KubectlAsync("delete", "aoet", disk.Name, "--wait=false")).Expect();
        try
        {
            await Wait.UntilAsync(async _ => await cluster.Server.GetAsync(Objects.Target(disk.Name)) is null, $"{disk.Name} gone");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{await cluster.Server.GetAsync(Objects.Target(disk.Name))}\n{cluster.Story}", late);
        }
    }

    private void Expect(CommandResult result) => result.ExitCode.ShouldBe(0, $"{result.Errors}\n{cluster.Story}");

    private static byte[] Sector(byte with)
    {
        var sector = new byte[512];
        Array.Fill(sector, with);
        return sector;
    }
}
