using System.Diagnostics;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>Nodes that are gone: nobody else takes a disk that they may still have open, until somebody says that they have not.</summary>
[Collection(SceneCollection.Name)]
public sealed class LostNodeScenes(SceneFixture scene, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Node_WithoutPower_KeepsItsTargetUntilItIsFenced()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: "  portable: true");
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(9)));
        client.AskUntilAnswered(client.Flush());

        var started = Stopwatch.GetTimestamp();
        server.N1.Kill();
        try
        {
            var lost = await Lost(disk);
            output.WriteLine($"AgentLost {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after the power was gone");
            lost.Status("phase").ShouldBe("Unknown");
            await server.AwaitEventAsync(disk.Name, "AgentLost");
            await server.AwaitAsync(Objects.Node("n1"), entity => entity.Condition("Ready") == "Unknown/AgentLost", "the node lost, too", scene.Story);

            // Wished for elsewhere, it stays; and so it does for a fence of another time.
            (await server.KubectlAsync("patch", "aoetarget", disk.Name, "--type=merge", "-p", """{"spec":{"nodeName":"n2"}}""")).Expect();
            (await server.KubectlAsync("annotate", "aoetarget", disk.Name, "aoede.io/force-withdraw=7")).Expect();
            await scene.AwaitTargetAsync(disk, entity => entity.Status("assignment/withdraw") == "true", "asked to let go");
            await Task.Delay(TimeSpan.FromSeconds(5));
            var still = (await server.GetAsync(Objects.Target(disk.Name)))!;
            still.Status("assignment/nodeName").ShouldBe("n1");
            still.Status("assignment/epoch").ShouldBe("1");

            started = Stopwatch.GetTimestamp();
            (await server.KubectlAsync("annotate", "aoetarget", disk.Name, "--overwrite", "aoede.io/force-withdraw=1")).Expect();
            var served = await scene.AwaitReadyAsync(disk, "n2");
            output.WriteLine($"fenced to served by n2: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
            served.Status("assignment/epoch").ShouldBe("2");
            var again = initiator.Find(Disk.Shelf, disk.Slot);
            again.Target.Mac.ShouldBe(server.N2.Link.Mac);
            again.AskUntilAnswered(again.Read(0, 1)).Data[0].ShouldBe((byte)9);
        }
        finally
        {
            server.N1.Restart();
            await scene.StartAgentAsync(server.N1);
        }

        // The one that is back knows what it served, and must not serve it any more.
        await server.AwaitAsync(Objects.Node("n1"), entity => entity.Condition("Ready").StartsWith("True", StringComparison.Ordinal), "the node back", scene.Story);
        await Task.Delay(TimeSpan.FromSeconds(3));
        initiator.Find(Disk.Shelf, disk.Slot).Target.Mac.ShouldBe(server.N2.Link.Mac);
        (await scene.AwaitReadyAsync(disk, "n2")).Status("assignment/epoch").ShouldBe("2");
        await scene.RemoveAsync(disk);
    }

    [SkippableFact]
    public async Task Deletion_WithTheNodeObjectGone_NeedsNoAgent()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var node = await server.AddNodeAsync("n3");
        await scene.StartAgentAsync(node);
        await scene.ServeAsync(disk, initiator, "n3");
        node.Kill();
        (await server.KubectlAsync("delete", "node", "n3")).Expect();
        (await server.KubectlAsync("delete", "aoetarget", disk.Name, "--wait=false")).Expect();
        var started = Stopwatch.GetTimestamp();
        await scene.AwaitGoneAsync(Objects.Target(disk.Name));
        output.WriteLine($"gone {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after node and target were deleted");
        await server.AwaitEventAsync(disk.Name, "ForceDeleted");
        File.Exists(disk.Path).ShouldBeTrue("data is never touched");
    }

    private Task<System.Text.Json.Nodes.JsonObject> Lost(Disk disk) =>
        AwaitLong(Objects.Target(disk.Name), entity => entity.Condition("Ready") == "Unknown/AgentLost");

    // Forty seconds of silence, and what a busy machine adds.
    private async Task<System.Text.Json.Nodes.JsonObject> AwaitLong(string path, Func<System.Text.Json.Nodes.JsonObject, bool> isSo)
    {
        System.Text.Json.Nodes.JsonObject? last = null;
        await Wait.UntilAsync(async _ => (last = await scene.Server.GetAsync(path)) is not null && isSo(last), $"{path} lost", TimeSpan.FromSeconds(120));
        return last!;
    }
}
