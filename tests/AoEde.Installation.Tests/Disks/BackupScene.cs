using System.IO.Compression;
using System.Text.Json.Nodes;
using AoEde.Installation.Tests.Documents;
using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;

namespace AoEde.Installation.Tests.Disks;

/// <summary>
/// The disk that config/samples/backup-job.yaml backs up, while its initiator reads and writes all the time. Each copy waits until the test
/// says <see cref="Go"/>.
/// </summary>
internal sealed class BackupScene : IAsyncDisposable
{
    private const int Blocks = 2048, BlockSectors = 16, Sectors = 32 * 2048;

    // Asks again every tenth of a second, so that a stall is the target's and not the initiator's patience.
    private static readonly LoadOptions s_options = new()
    {
        Depth = 8,
        ReadPercent = 20,
        RetransmitAfter = TimeSpan.FromMilliseconds(100),
        RetransmitAtMost = TimeSpan.FromMilliseconds(100),
        Patience = TimeSpan.FromSeconds(60),
    };

    private const string Copy = "gzip -1 <", Ttl = "--ttl, 1h";
    private static readonly string s_sample = File.ReadAllText(Path.Combine(Repository.Root, "config", "samples", "backup-job.yaml"));
    private static readonly TargetManifest s_target = new("disk11", "n1", 9, 0, TargetManifest.OwnFile("disk11", "32Mi"))
    {
        Fields = ["freeze: {allowedNamespaces: [backup], view: {slot: 201} }", TargetManifest.AnyTime],
    };

    private readonly InstalledCluster _installed;
    private readonly string _backup;
    private Initiator? _initiator;
    private BackgroundLoad? _load;

    private BackupScene(InstalledCluster installed)
    {
        _installed = installed;
        _backup = Path.Combine(installed.Cluster.N1.Srv, "backup");
        Directory.CreateDirectory(_backup);
        foreach (var left in Directory.EnumerateFiles(_backup))
            File.Delete(left);
        // Deleting a target leaves its data, and this load begins with none.
        File.Delete(Image);
    }

    /// <summary>What was asked to be written, and what was answered.</summary>
    public LoadJournal Journal { get; } = new(firstLba: 0, Blocks, BlockSectors);

    /// <summary>The copy that the Job has kept.</summary>
    public string Kept => Path.Combine(_backup, "disk11.img.gz");

    private string Image => Path.Combine(_installed.Cluster.N1.Srv, "aoe", "disk11.img");

    private ApiServer Server => _installed.Server;

    /// <summary>The disk is there, and in use.</summary>
    public static async Task<BackupScene> StartAsync(InstalledCluster installed)
    {
        Skip.IfNot(NodeCluster.Prerequisite.IsMet, NodeCluster.Prerequisite.Reason);
        Skip.If(BusyboxImage.Program is null, "busybox is not installed (Debian: busybox-static)");
        var scene = new BackupScene(installed);
        await BusyboxImage.ImportAsync(installed.Cluster);
        await installed.Server.ApplyAsync(s_target.Yaml);
        (await installed.Server.KubectlAsync("wait", "--for=condition=Ready", "aoetarget/disk11", "--timeout=60s")).Expect();
        scene._initiator = installed.Cluster.Peer.OpenInitiator();
        scene._load = new BackgroundLoad(scene._initiator.Find(9, 0), s_options, scene.Journal);
        scene.AwaitProgress();
        return scene;
    }

    /// <summary>Waits until its initiator has got on.</summary>
    public void AwaitProgress() => _load!.AwaitProgress(500);

    /// <summary>Applies the sample, and waits until its freeze is in force.</summary>
    public async Task<string> BeginAsync(string ttl = "1h")
    {
        s_sample.ShouldContain(Copy);
        s_sample.ShouldContain(Ttl);
        await Server.ApplyAsync(s_sample
            .Replace(Copy, $"until test -e /backup/go; do sleep 0.2; done; {Copy}", StringComparison.Ordinal)
            .Replace(Ttl, $"--ttl, {ttl}", StringComparison.Ordinal));
        return await AwaitFrozenAsync();
    }

    /// <summary>Waits for a freeze in force, and for the copy to begin; gives the freeze's name.</summary>
    public async Task<string> AwaitFrozenAsync(string? other = null)
    {
        var name = string.Empty;
        await Wait.UntilAsync(
            async _ => (name = await InForceAsync(other)).Length > 0 && await IsCopyingAsync(), "the backup has frozen disk11 and begun to copy", TimeSpan.FromMinutes(3));
        return name;
    }

    /// <summary>Lets the copy begin.</summary>
    public void Go() => File.WriteAllText(Path.Combine(_backup, "go"), string.Empty);

    /// <summary>Reads the frozen view from the initiators' side; its SHA-256.</summary>
    public string ReadView()
    {
        using var folder = new TempFolder();
        using var reader = Initiator.Open(_installed.Cluster.Peer.Link, MacAddress.Parse("02:00:00:00:0b:01"));
        DiskCopy.Take(reader.Find(9, 201), folder["view.img"], Sectors);
        return FileHash.Of(folder["view.img"]);
    }

    /// <summary>What the Job has kept, checked against what may be and must be in it; its SHA-256.</summary>
    public string ReadKept(params LoadJournal[] bounds)
    {
        using var folder = new TempFolder();
        using (var from = new GZipStream(File.OpenRead(Kept), CompressionMode.Decompress))
        using (var to = File.Create(folder["copy.img"]))
            from.CopyTo(to);
        foreach (var bound in bounds)
            bound.Check(folder["copy.img"]).ShouldBeNull();
        return FileHash.Of(folder["copy.img"]);
    }

    /// <summary>Waits for the end of a freeze.</summary>
    public Task<JsonObject> AwaitOverAsync(string freeze, string phase) =>
        Server.AwaitAsync(Objects.Freeze(freeze, "backup"), found => found.Status("phase") == phase, $"the freeze is {phase}");

    /// <summary>Waits until the Job has ended as wanted.</summary>
    public async Task AwaitJobAsync(string condition) =>
        (await Server.KubectlAsync("-n", "backup", "wait", $"--for=condition={condition}", "job/nightly", "--timeout=170s")).Expect();

    /// <summary>Waits until everything is in the base again.</summary>
    public Task AwaitMergedAsync() =>
        Server.AwaitAsync(Objects.Target("disk11"), target => target.Condition("Frozen") is "False/Thawed" or "False/Expired", "merged");

    /// <summary>Ends the initiator's work; nothing that was acknowledged is missing on the disk.</summary>
    public Task<LoadResult> FinishAsync()
    {
        AwaitProgress();
        return _load!.FinishAsync(_installed, Journal, Image, RemoveAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _load?.Dispose();
        _initiator?.Dispose();
        await RemoveAsync();
    }

    private async Task RemoveAsync()
    {
        (await Server.KubectlAsync("-n", "backup", "delete", "job", "nightly", "--ignore-not-found", "--timeout=90s")).Expect();
        (await Server.KubectlAsync("delete", "aoetarget", "disk11", "--ignore-not-found", "--timeout=90s")).Expect();
    }

    private async Task<string> InForceAsync(string? other) =>
        (await Server.GetAsync(Objects.Freeze(string.Empty, "backup")))!["items"]!.AsArray().Cast<JsonObject>()
            .Where(freeze => freeze.Status("phase") == "Frozen")
            .Select(freeze => freeze["metadata"]!["name"]!.ToString())
            .FirstOrDefault(name => name != other) ?? string.Empty;

    private async Task<bool> IsCopyingAsync() =>
        (await Server.KubectlAsync("-n", "backup", "get", "pods", "--selector=job-name=nightly", "-o", "jsonpath={.items[*].status.initContainerStatuses[1].state.running.startedAt}"))
            .Output.Length > 0;
}
