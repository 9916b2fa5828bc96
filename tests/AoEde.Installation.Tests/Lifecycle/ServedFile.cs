using System.Text.Json.Nodes;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>A target that serves a file of a node, with a name and an address that no other scene has.</summary>
internal sealed class ServedFile
{
    /// <summary>The shelf of these scenes.</summary>
    public const ushort Shelf = 21;

    private static int s_last;
    private readonly InstalledCluster _installed;
    private readonly WorkerNode _node;

    public ServedFile(InstalledCluster installed, WorkerNode node)
    {
        _installed = installed;
        _node = node;
        Slot = (byte)Interlocked.Increment(ref s_last);
        Name = $"kept{Slot}";
    }

    /// <summary>The target's name.</summary>
    public string Name { get; }

    /// <summary>Its slot.</summary>
    public byte Slot { get; }

    /// <summary>The file, past the target and its node.</summary>
    public string Path => System.IO.Path.Combine(_node.Srv, "aoe", Name + ".img");

    private TargetManifest Manifest => new(Name, _node.Name, Shelf, Slot, TargetManifest.OwnFile(Name, "8Mi"))
    {
        Fields = ["freeze: {allowedNamespaces: [default]}", TargetManifest.AnyTime],
    };

    /// <summary>A hash of what is in the file.</summary>
    public string Hash() => FileHash.Of(Path);

    /// <summary>Applies the target and waits until it is served.</summary>
    public async Task ServeAsync()
    {
        await _installed.Server.ApplyAsync(Manifest.Yaml);
        await ReadyAsync();
    }

    /// <summary>Waits until the target is served, and gives it.</summary>
    public Task<JsonObject> ReadyAsync() => _installed.AwaitAsync(
        Objects.Target(Name), target => target.Condition("Ready") == "True/Serving" && target.Status("export/nodeName") == _node.Name, $"{Name} is served by {_node.Name}");

    /// <summary>The target as it is now.</summary>
    public async Task<JsonObject> GetAsync() => (await _installed.Server.GetAsync(Objects.Target(Name)))!;

    /// <summary>Writes a sector full of one byte, and has it stored.</summary>
    public void Write(Initiator initiator, long sector, byte with)
    {
        var client = initiator.Find(Shelf, Slot);
        client.AskUntilAnswered(client.Write((ulong)sector, TempImage.FilledSector(with)));
        client.AskUntilAnswered(client.Flush());
    }

    /// <summary>The first byte of a sector, read from the wire.</summary>
    public byte Read(Initiator initiator, long sector)
    {
        var client = initiator.Find(Shelf, Slot);
        return client.AskUntilAnswered(client.Read((ulong)sector, 1)).Data[0];
    }

    /// <summary>Deletes the target, whoever is at work on it.</summary>
    public async Task DeleteAsync()
    {
        (await _installed.Server.KubectlAsync("annotate", "aoetarget", Name, "--overwrite", $"aoede.io/force-delete={Name}")).Expect();
        (await _installed.Server.KubectlAsync("delete", "aoetarget", Name, "--timeout=90s")).Expect();
    }

    /// <summary>Deletes the target, if it is there, and the file: scenes leave nothing behind.</summary>
    public async Task RemoveAsync()
    {
        if (await _installed.Server.GetAsync(Objects.Target(Name)) is not null)
            await DeleteAsync();
        File.Delete(Path);
    }
}
