using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>A target on a node, and on it a load from the machine that is no node: it checks what it reads, and knows what it was told is written.</summary>
internal sealed class LoadedTarget : IDisposable
{
    private const ushort Shelf = 8;

    // Enough to know that it is at work, not that it is fast.
    private const int SomeRequests = 200;

    // Asks again every tenth of a second, so that the stall is the target's and not the initiator's patience.
    private static readonly LoadOptions s_options = new()
    {
        Depth = 4,
        RetransmitAfter = TimeSpan.FromMilliseconds(100),
        RetransmitAtMost = TimeSpan.FromMilliseconds(100),
        Patience = TimeSpan.FromSeconds(60),
    };

    private readonly InstalledCluster _installed;
    private readonly WorkerNode _node;
    private readonly LoadJournal _journal = new(firstLba: 0, blocks: 1024, blockSectors: 2);
    private readonly Initiator _initiator;
    private BackgroundLoad? _load;

    private LoadedTarget(InstalledCluster installed, WorkerNode node, byte slot)
    {
        _installed = installed;
        _node = node;
        Name = $"load{slot}";
        _initiator = installed.Cluster.Peer.OpenInitiator();
    }

    /// <summary>The AoETarget.</summary>
    public string Name { get; }

    /// <summary>Puts a new target on a node to work.</summary>
    public static async Task<LoadedTarget> StartAsync(InstalledCluster installed, WorkerNode node, byte slot)
    {
        var target = new LoadedTarget(installed, node, slot);
        try
        {
            await installed.Server.ApplyAsync(Manifest(target.Name, node.Name, slot));
            await target.AwaitReadyAsync();
            target._load = new BackgroundLoad(target._initiator.Find(Shelf, slot), s_options, target._journal);
            target.AwaitProgress();
            return target;
        }
        catch
        {
            target.Dispose();
            throw;
        }
    }

    /// <summary>A target with an image of its own.</summary>
    public static string Manifest(string name, string node, byte slot) =>
        new TargetManifest(name, node, Shelf, slot, TargetManifest.OwnFile(name, "8Mi")) { Fields = [TargetManifest.AnyTime] }.Yaml;

    /// <summary>Waits until more has been done.</summary>
    public void AwaitProgress() => _load!.AwaitProgress(SomeRequests);

    /// <summary>Waits until the target is served, and reported by another pod than one that is known to end.</summary>
    public Task AwaitReadyAsync(string? notBy = null) => _installed.Server.AwaitAsync(
        Objects.Target(Name),
        target => target.Condition("Ready").StartsWith("True", StringComparison.Ordinal) && target.Status("export/podName") != notBy,
        $"{Name} is served{(notBy is null ? "" : $" by another pod than {notBy}")}");

    /// <summary>Ends the load, takes the target away, and compares what is on the node's disk with what was acknowledged.</summary>
    /// <param name="what">What was done to it meanwhile.</param>
    /// <param name="output">Gets the figures.</param>
    public async Task FinishAsync(string what, ITestOutputHelper output)
    {
        AwaitProgress();
        var result = await _load!.FinishAsync(
            _installed, _journal, Path.Combine(_node.Srv, "aoe", Name + ".img"),
            async () => (await _installed.Server.KubectlAsync("delete", "aoet", Name, "--timeout=90s")).Expect());
        output.WriteLine(
            $"measured: {what}, target on {_node.Name}: longest stall {result.Latency.Microseconds(1) / 1000:F0} ms; {result.Reads} reads and {result.Writes} writes in "
            + $"{result.Elapsed.TotalSeconds:F1} s, {result.Retransmissions} retransmissions, 0 acknowledged writes lost");
    }

    public void Dispose()
    {
        _load?.Dispose();
        _initiator.Dispose();
    }
}
