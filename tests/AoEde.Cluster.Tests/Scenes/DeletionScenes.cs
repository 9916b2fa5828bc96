using System.Diagnostics;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>Deleting a target whose disk somebody uses.</summary>
[Collection(SceneCollection.Name)]
public sealed class DeletionScenes(SceneFixture scene, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Deletion_WhileBusy_WaitsUntilTheInitiatorIsDone()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: "  deletion: {requireIdle: true, idleSeconds: 5}");
        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { Depth = 4 }, journal);
        load.AwaitProgress(200);
        (await server.KubectlAsync("delete", "aoetarget", disk.Name, "--wait=false")).Expect();
        await server.AwaitEventAsync(disk.Name, "DeleteBlocked", $"{initiator.Mac}");
        load.AwaitProgress(200);
        var result = load.Finish();
        result.Failure.ShouldBeNull(scene.Story());
        var started = Stopwatch.GetTimestamp();
        await scene.AwaitGoneAsync(Objects.Target(disk.Name));
        output.WriteLine($"gone {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after the last request (idleSeconds: 5)");
        (await server.EventsAsync(disk.Name)).Count(text => text.StartsWith("DeleteBlocked:", StringComparison.Ordinal)).ShouldBe(1);
        journal.Check(disk.Path).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Deletion_WhileFrozen_MergesFirst()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: "  freeze: {allowedNamespaces: [backup]}\n  deletion: {requireIdle: false}");
        var name = $"held-{disk.Name}";
        await server.ApplyAsync(SceneObjects.Freeze(name, "backup", disk));
        (await server.KubectlAsync("wait", "--for=condition=Frozen", $"aoefz/{name}", "-n", "backup", "--timeout=60s")).Expect();
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(7)));
        disk.FirstByte(0).ShouldBe(0, "the base is immutable");

        (await server.KubectlAsync("delete", "aoetarget", disk.Name, "--timeout=60s")).Expect();
        disk.FirstByte(0).ShouldBe(7, "merged before it left");
        var over = await server.AwaitAsync(Objects.Freeze(name, "backup"), entity => entity.Condition("Complete").StartsWith("True/", StringComparison.Ordinal), "the freeze over", scene.Story);
        output.WriteLine($"the freeze of a target that was deleted: {over.Status("phase")}, {over.Condition("Complete")}, {over.Condition("Valid")}");
        (await server.KubectlAsync("delete", "aoefz", name, "-n", "backup", "--timeout=60s")).Expect();
    }
}
