using System.Text.Json.Nodes;
using AoEde.Testing.Initiators;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>What scenes ask for and wait for.</summary>
internal static class SceneObjects
{
    /// <summary>Waits until the operator says that a target is served by a node.</summary>
    public static Task<JsonObject> AwaitReadyAsync(this SceneFixture scene, Disk disk, string node = "n1") => scene.Server.AwaitAsync(
        Objects.Target(disk.Name),
        entity => entity.Condition("Ready") == "True/Serving" && entity.Status("export/nodeName") == node,
        $"{disk.Name} served by {node}",
        scene.Story);

    /// <summary>Waits for something about a target.</summary>
    public static Task<JsonObject> AwaitTargetAsync(this SceneFixture scene, Disk disk, Func<JsonObject, bool> isSo, string what) =>
        scene.Server.AwaitAsync(Objects.Target(disk.Name), isSo, $"{disk.Name}: {what}", scene.Story);

    /// <summary>Waits until an object is gone.</summary>
    public static async Task AwaitGoneAsync(this SceneFixture scene, string path)
    {
        JsonObject? last = null;
        try
        {
            await Wait.UntilAsync(async _ => (last = await scene.Server.GetAsync(path)) is null, $"{path} goes", TimeSpan.FromSeconds(90));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}: it is\n{last}\n{scene.Story()}", late);
        }
    }

    /// <summary>Applies a target and waits until it is served; the client finds it from the peer.</summary>
    public static async Task<TargetClient> ServeAsync(
        this SceneFixture scene, Disk disk, Initiator initiator, string node = "n1", string more = "")
    {
        await scene.Server.ApplyAsync(disk.Manifest(node, more));
        await scene.AwaitReadyAsync(disk, node);
        return initiator.Find(Disk.Shelf, disk.Slot);
    }

    /// <summary>Deletes a target whatever anybody does with it, and waits until it is gone: scenes leave nothing behind.</summary>
    public static async Task RemoveAsync(this SceneFixture scene, Disk disk)
    {
        (await scene.Server.KubectlAsync("annotate", "aoetarget", disk.Name, "--overwrite", $"aoede.io/force-delete={disk.Name}")).Expect();
        (await scene.Server.KubectlAsync("delete", "aoetarget", disk.Name, "--wait=false")).Expect();
        await scene.AwaitGoneAsync(Objects.Target(disk.Name));
    }

    /// <summary>A freeze of one target.</summary>
    public static string Freeze(string name, string ns, Disk disk, string ttl = "10m", string more = "") => $$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoEFreeze
        metadata: {name: {{name}}, namespace: {{ns}}}
        spec: {targets: [{{disk.Name}}], ttl: {{ttl}}, holder: test{{more}}}
        """;

    /// <summary>A sector full of one byte.</summary>
    public static byte[] Sector(byte with)
    {
        var sector = new byte[512];
        Array.Fill(sector, with);
        return sector;
    }
}
