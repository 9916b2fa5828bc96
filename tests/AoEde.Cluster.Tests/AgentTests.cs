using System.Diagnostics;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests;

/// <summary>An agent, a real API server, and an operator that is the test itself.</summary>
public sealed class AgentTests(ApiServerFixture fixture, ITestOutputHelper output) : IClassFixture<ApiServerFixture>
{
    [SkippableFact]
    public async Task Target_AssignedToTheNode_AnswersAndSaysSo()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await bench.StartAsync(server.N1);
        await server.ApplyAsync(disk.Manifest("n1"));

        var started = Stopwatch.GetTimestamp();
        await server.AssignAsync(disk.Name, "n1", 1);
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        output.WriteLine($"assignment to first reply: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        client.Target.Mac.ShouldBe(server.N1.Link.Mac);
        var target = await server.AwaitExportedAsync(disk.Name, "n1", () => bench.Story);
        target.Condition("DeviceReady").ShouldBe("True/Opened");
        target.Condition("AddressUnique").ShouldBe("True/Probed");
        target.Condition("Frozen").ShouldBe("False/Thawed");
        target.Status("export/epoch").ShouldBe("1");
        target.Status("export/state").ShouldBe("Exported");
        target.Status("device/sizeBytes").ShouldBe("8388608");
        target.Status("phase").ShouldBeEmpty("it is the operator's to write");
        await server.AwaitEventAsync(disk.Name, "Exported");
        var node = await server.AwaitAsync(Objects.Node("n1"), entity => entity.Condition("Ready").StartsWith("True", StringComparison.Ordinal), "the node ready");
        node["metadata"]!["ownerReferences"]![0]!["name"]!.ToString().ShouldBe("n1");
        (await server.GetAsync("/apis/coordination.k8s.io/v1/namespaces/aoede-system/leases/aoede-node-n1")).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task Assignment_OfAnOlderEpoch_IsRefused()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        await bench.StartAsync(server.N1);
        await server.ApplyAsync(disk.Manifest("n1"));
        await server.AssignAsync(disk.Name, "n1", 5);
        await server.AwaitExportedAsync(disk.Name, "n1", () => bench.Story);

        // Given to another by force: it leaves at once. What is of the past does not bring it back.
        await server.AssignAsync(disk.Name, "n2", 7);
        await server.AwaitEventAsync(disk.Name, "Withdrawn", "by force");
        await server.AssignAsync(disk.Name, "n1", 6);
        await server.AssignAsync(disk.Name, "n1", 8);
        var target = await server.AwaitAsync(
            Objects.Target(disk.Name), entity => entity.Status("export/epoch") == "8" && entity.Condition("Exported") == "True/Answering", "epoch 8 exported", () => bench.Story);
        target.Status("export/nodeName").ShouldBe("n1");
    }

    [SkippableFact]
    public async Task Agent_KilledWhileTheApiServerIsAway_ServesFromDiskAndTheLoadGoesOn()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var agent = await bench.StartAsync(server.N1);
        await server.ApplyAsync(disk.Manifest("n1"));
        await server.AssignAsync(disk.Name, "n1", 1);
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        await server.AwaitExportedAsync(disk.Name, "n1", () => bench.Story);

        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { FollowsAnnouncements = true }, journal);
        load.AwaitProgress(500);
        await server.StopAsync();
        load.AwaitProgress(500);
        agent.Kill();
        var started = Stopwatch.GetTimestamp();
        agent = await bench.StartAsync(server.N1);
        output.WriteLine($"agent start without the API server, to ready: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        load.AwaitProgress(500);
        await server.StartAsync();
        await server.AwaitEventAsync(disk.Name, "Exported");
        await server.AwaitAsync(
            "/apis/coordination.k8s.io/v1/namespaces/aoede-system/leases/aoede-node-n1", _ => true, "the heartbeat");
        var result = load.Finish();

        result.Failure.ShouldBeNull(bench.Story);
        output.WriteLine($"{result.Reads + result.Writes} requests, longest {result.Latency.Microseconds(1) / 1000:F0} ms");
        agent.Stop().ShouldBe(0, agent.Story);
        journal.Check(disk.Path).ShouldBeNull();
        (await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Condition("Exported") == "False/AgentStopping", "the agent says that it stops", () => bench.Story))
            .Status("export/state").ShouldBe("AgentStopping");
    }

    [SkippableFact]
    public async Task Target_Moved_KeepsWhatInitiatorsSetAndLosesNoWrite()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await bench.StartBothAsync();
        await server.ApplyAsync(disk.Manifest("n1", "  portable: true"));
        await server.AssignAsync(disk.Name, "n1", 1);
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        await server.AwaitExportedAsync(disk.Name, "n1", () => bench.Story);
        client.AskUntilAnswered(client.Config(command: 4, text: "set over the wire"));

        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { FollowsAnnouncements = true }, journal);
        load.AwaitProgress(500);
        var started = Stopwatch.GetTimestamp();
        await server.PatchAsync(Objects.Target(disk.Name), """{"spec":{"nodeName":"n2"} }""");
        await server.AssignAsync(disk.Name, "n1", 1, withdraw: true);
        var gone = await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Status("export/state") == "Withdrawn", "withdrawn by n1", () => bench.Story);
        gone.Status("export/soft/configString").ShouldBe(Convert.ToBase64String("set over the wire"u8));
        await server.AssignAsync(disk.Name, "n2", 2);
        load.AwaitProgress(500);
        output.WriteLine($"moved and at work again after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        var result = load.Finish();

        result.Failure.ShouldBeNull(bench.Story);
        output.WriteLine($"{result.Reads + result.Writes} requests, gap {result.Latency.Microseconds(1) / 1000:F0} ms");
        var moved = initiator.Find(Disk.Shelf, disk.Slot);
        moved.Target.Mac.ShouldBe(server.N2.Link.Mac);
        moved.AskUntilAnswered(moved.Config()).Text.ShouldBe("set over the wire");
        bench.Dispose();
        journal.Check(disk.Path).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Deletion_WhileAnInitiatorIsAtWork_WaitsUntilForced()
    {
        var server = fixture.Server;
        using var bench = new AgentBench(server);
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await bench.StartAsync(server.N1);
        await server.ApplyAsync(disk.Manifest("n1", metadata: $"finalizers: [{HandOperator.Finalizer}]"));
        await server.AssignAsync(disk.Name, "n1", 1);
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        client.AskUntilAnswered(client.Read(0, 1));

        (await server.KubectlAsync("delete", "aoetarget", disk.Name, "--wait=false")).Expect();
        await server.AssignAsync(disk.Name, "n1", 1, withdraw: true);
        await server.AwaitEventAsync(disk.Name, "DeleteBlocked", $"{initiator.Mac}");
        client.AskUntilAnswered(client.Read(0, 1));

        await server.PatchAsync(Objects.Target(disk.Name), $$$"""{"metadata":{"annotations":{"aoede.io/force-delete":"{{{disk.Name}}}"} } }""");
        await server.AwaitAsync(Objects.Target(disk.Name), entity => entity.Status("export/state") == "Withdrawn", "withdrawn", () => bench.Story);
        await server.LetGoAsync(Objects.Target(disk.Name));
        File.Exists(disk.Path).ShouldBeTrue("data is never touched");
        File.Exists(Path.Combine(server.N1.StateDirectory, "targets", disk.Name + ".json")).ShouldBeFalse("what initiators set is forgotten");
    }
}
