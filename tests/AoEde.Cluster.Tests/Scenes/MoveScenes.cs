using System.Diagnostics;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>A target goes from one node to another, which sees the same disk.</summary>
[Collection(SceneCollection.Name)]
public sealed class MoveScenes(SceneFixture scene, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Target_MovedUnderLoad_LosesNothing()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: "  portable: true\n  deletion: {requireIdle: false}");
        client.AskUntilAnswered(client.Config(command: 4, text: "set over the wire"));
        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { FollowsAnnouncements = true }, journal);
        load.AwaitProgress(500);
        var started = Stopwatch.GetTimestamp();
        foreach (var node in (string[])["n2", "n1"])
        {
            (await server.KubectlAsync("patch", "aoetarget", disk.Name, "--type=merge", "-p", $$$"""{"spec":{"nodeName":"{{{node}}}"}}""")).Expect();
            await scene.AwaitReadyAsync(disk, node);
            load.AwaitProgress(500);
            output.WriteLine($"on {node}, ready and at work after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        }

        var result = load.Finish();
        result.Failure.ShouldBeNull(scene.Story());
        output.WriteLine($"{result.Reads + result.Writes} requests in {result.Elapsed.TotalSeconds:F1} s, {result.Retransmissions} retransmissions, longest gap of two moves, the initiator's own pauses included, {result.Latency.Microseconds(1) / 1000:F0} ms");
        var moved = initiator.Find(Disk.Shelf, disk.Slot);
        moved.Target.Mac.ShouldBe(server.N1.Link.Mac);
        moved.AskUntilAnswered(moved.Config()).Text.ShouldBe("set over the wire");
        (await server.GetAsync(Objects.Target(disk.Name)))!.Status("assignment/epoch").ShouldBe("3");
        await server.AwaitEventAsync(disk.Name, "MovedNode");
        await scene.RemoveAsync(disk);
        journal.Check(disk.Path).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Target_ThatIsNotPortable_StaysWhereItIs()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        await scene.ServeAsync(disk, initiator);
        await server.PatchAsync(Objects.Target(disk.Name), """{"spec":{"nodeName":"n2"} }""");
        var refused = await scene.AwaitTargetAsync(disk, entity => entity.Condition("Accepted").StartsWith("False/", StringComparison.Ordinal), "refused");
        refused.Message("Accepted").ShouldContain("portable");
        refused.Status("assignment/nodeName").ShouldBe("n1");
        initiator.Find(Disk.Shelf, disk.Slot).Target.Mac.ShouldBe(server.N1.Link.Mac);
        await scene.RemoveAsync(disk);
    }
}
