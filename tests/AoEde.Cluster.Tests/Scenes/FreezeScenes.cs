using System.Security.Cryptography;
using System.Text;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>Freezes by annotation and by object, through the operator.</summary>
[Collection(SceneCollection.Name)]
public sealed class FreezeScenes(SceneFixture scene, ITestOutputHelper output)
{
    private const string Own = ServiceAccount.InstallNamespace;

    [SkippableFact]
    public async Task Annotation_PutOnATarget_FreezesUntilItIsTakenOff()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: View(disk));
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(1)));
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze=nightly")).Expect();
        (await server.KubectlAsync("wait", "--for=condition=Frozen", $"aoet/{disk.Name}", "--timeout=60s")).Expect();
        output.WriteLine($"annotate to the end of kubectl wait: {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        var name = $"{disk.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("nightly")).AsSpan(0, 4))}";
        (await server.KubectlAsync("wait", "--for=condition=Frozen", $"aoefz/{name}", "-n", Own, "--timeout=60s")).Expect();
        await ExpectFrozenAsync(disk, initiator, client);

        (await server.KubectlAsync("annotate", "aoet", disk.Name, "aoede.io/freeze-")).Expect();
        await server.AwaitAsync(Objects.Freeze(name, Own), entity => entity.Condition("Complete") == "True/Released" && entity.Condition("Valid") == "True/Untouched", "released", scene.Story);
        await ExpectMergedAsync(disk);
        await scene.RemoveAsync(disk);
    }

    [SkippableFact]
    public async Task Freeze_FromAnotherNamespace_HoldsTheBaseWhereItIsAllowed()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: View(disk, "backup"));
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(1)));
        await server.ApplyAsync(SceneObjects.Freeze("other", "tenant", disk));
        await server.ApplyAsync(SceneObjects.Freeze("nightly", "backup", disk));
        (await server.KubectlAsync("wait", "--for=condition=Frozen", "aoefz/nightly", "-n", "backup", "--timeout=60s")).Expect();
        var frozen = await server.AwaitAsync(Objects.Freeze("nightly", "backup"), entity => entity.Status("phase") == "Frozen", "frozen", scene.Story);
        frozen["status"]!["targets"]![0]!["viewAddress"]!.ToString().ShouldBe($"e{Disk.Shelf}.{disk.ViewSlot}");
        var refused = await server.AwaitAsync(Objects.Freeze("other", "tenant"), entity => entity.Status("phase") == "Failed", "refused", scene.Story);
        refused.Condition("Frozen").ShouldBe("False/NamespaceDenied");
        refused.Condition("Complete").ShouldBe("True/NamespaceDenied");
        refused.Message("Frozen").ShouldContain("allowedNamespaces");
        await ExpectFrozenAsync(disk, initiator, client);

        (await server.KubectlAsync("delete", "aoefz", "nightly", "-n", "backup", "--timeout=60s")).Expect();
        await ExpectMergedAsync(disk);
        (await server.KubectlAsync("delete", "aoefz", "other", "-n", "tenant", "--timeout=60s")).Expect();
        await scene.RemoveAsync(disk);
    }

    [SkippableFact]
    public async Task Freeze_WhoseHolderIsGone_EndsByItself()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        var client = await scene.ServeAsync(disk, initiator, more: View(disk, "backup"));
        // Nobody renews this one.
        await server.ApplyAsync(SceneObjects.Freeze("short", "backup", disk, "6s"));
        (await server.KubectlAsync("wait", "--for=condition=Frozen", "aoefz/short", "-n", "backup", "--timeout=60s")).Expect();
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(2)));
        var over = await server.AwaitAsync(Objects.Freeze("short", "backup"), entity => entity.Status("phase") == "Expired", "expired", scene.Story);
        over.Condition("Valid").ShouldBe("True/Untouched");
        await server.AwaitEventAsync(disk.Name, "FreezeExpired");
        await ExpectMergedAsync(disk);

        // The pod of this one ends.
        await server.ApplyAsync("""
            {apiVersion: v1, kind: Pod, metadata: {name: backup-pod, namespace: backup}, spec: {containers: [{name: c, image: i}]}}
            """);
        await server.ApplyAsync(SceneObjects.Freeze("of-pod", "backup", disk, more: ", holderRef: {apiVersion: v1, kind: Pod, name: backup-pod}"));
        await server.AwaitAsync(Objects.Freeze("of-pod", "backup"), entity => entity.Condition("Frozen") == "True/Frozen", "frozen", scene.Story);
        (await server.KubectlAsync("delete", "pod", "backup-pod", "-n", "backup", "--force", "--grace-period=0")).Expect();
        await server.AwaitAsync(Objects.Freeze("of-pod", "backup"), entity => entity.Status("phase") == "Released", "released with its pod", scene.Story);

        // The job of this one was never there.
        await server.ApplyAsync(SceneObjects.Freeze("of-job", "backup", disk, more: ", holderRef: {apiVersion: batch/v1, kind: Job, name: backup-job}"));
        await server.AwaitAsync(
            Objects.Freeze("of-job", "backup"), entity => entity.Status("phase") is "Released" or "Failed", "over without its job", scene.Story);
        await scene.RemoveAsync(disk);
    }

    private static string View(Disk disk, string? ns = null) =>
        $"  freeze: {{view: {{slot: {disk.ViewSlot}}}{(ns is null ? "" : $", allowedNamespaces: [{ns}]")} }}";

    private async Task ExpectFrozenAsync(Disk disk, Initiator initiator, TargetClient client)
    {
        await scene.AwaitTargetAsync(disk, entity => entity.Condition("Frozen") == "True/Frozen", "frozen");
        var before = disk.Hash();
        client.AskUntilAnswered(client.Write(0, SceneObjects.Sector(2)));
        for (var sector = 8UL; sector < 64; sector++)
            client.AskUntilAnswered(client.Write(sector, SceneObjects.Sector(3)));
        client.AskUntilAnswered(client.Flush());
        disk.Hash().ShouldBe(before, "the base is immutable");
        client.AskUntilAnswered(client.Read(0, 1)).Data[0].ShouldBe((byte)2);
        var view = initiator.Find(Disk.Shelf, disk.ViewSlot);
        view.AskUntilAnswered(view.Read(0, 1)).Data[0].ShouldBe((byte)1, "the view shows the moment of the freeze");
    }

    private async Task ExpectMergedAsync(Disk disk)
    {
        await scene.AwaitTargetAsync(disk, entity => entity.Condition("Frozen") is "False/Thawed" or "False/Expired", "thawed and merged");
        disk.FirstByte(0).ShouldBe(2, "what was written meanwhile is merged");
    }
}
