using System.Diagnostics;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>A disk appears on the wire because somebody applied an object.</summary>
[Collection(SceneCollection.Name)]
public sealed class ExportScenes(SceneFixture scene, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Target_Applied_AnswersFromThePeerAndIsReady()
    {
        var server = scene.Server;
        using var initiator = server.Peer.OpenInitiator();
        await scene.LeaderAsync();
        for (var round = 0; round < 3; round++)
        {
            using var disk = new Disk();
            var manifest = disk.Manifest("n1");
            var started = Stopwatch.GetTimestamp();
            await server.ApplyAsync(manifest);
            var applied = Stopwatch.GetElapsedTime(started);
            var client = initiator.Find(Disk.Shelf, disk.Slot);
            var answered = Stopwatch.GetElapsedTime(started);
            var target = await scene.AwaitReadyAsync(disk);
            output.WriteLine($"kubectl apply {applied.TotalMilliseconds:F0} ms, first reply after {answered.TotalMilliseconds:F0} ms, Ready seen after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

            client.Target.Mac.ShouldBe(server.N1.Link.Mac);
            client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(5)));
            client.AskUntilAnswered(client.Flush());
            disk.FirstByte(0).ShouldBe(5);
            target.Status("address").ShouldBe($"e{Disk.Shelf}.{disk.Slot}");
            target.Condition("Accepted").ShouldBe("True/Accepted");
            (await server.KubectlAsync("wait", "--for=condition=Ready", $"aoetarget/{disk.Name}", "--timeout=30s")).Expect();
            await server.AwaitEventAsync(disk.Name, "Accepted");
            await server.AwaitEventAsync(disk.Name, "Exported");
            await scene.RemoveAsync(disk);
        }
    }

    [SkippableFact]
    public async Task Target_AtAnAddressThatIsTaken_WaitsUntilItIsFree()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        using var rival = new Disk();
        await scene.ServeAsync(disk, initiator);
        // The other node has it ready, at the address of the first.
        await server.ApplyAsync(rival.Manifest("n2").Replace($"slot: {rival.Slot}", $"slot: {disk.Slot}", StringComparison.Ordinal));
        var refused = await scene.AwaitTargetAsync(rival, entity => entity.Condition("Accepted") == "False/AddressTaken", "the address is taken");
        refused.Message("Accepted").ShouldContain(disk.Name);
        refused.Status("assignment/nodeName").ShouldBeEmpty();
        await server.AwaitEventAsync(rival.Name, "AddressTaken", disk.Name);
        var client = initiator.Find(Disk.Shelf, disk.Slot);
        client.Target.Mac.ShouldBe(server.N1.Link.Mac);

        await scene.RemoveAsync(disk);
        await scene.AwaitReadyAsync(rival, "n2");
        initiator.Find(Disk.Shelf, disk.Slot).Target.Mac.ShouldBe(server.N2.Link.Mac);
        await scene.RemoveAsync(rival);
    }
}
