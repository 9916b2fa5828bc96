using System.Diagnostics;
using AoEde.ClusterTesting.Linux;
using AoEde.Installation.Tests.Disks;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests;

/// <summary>The whole way of a user whose initiator is Linux: targets, file systems, a freeze, a backup of it, removal.</summary>
[Collection(InstalledCollection.Name)]
public sealed class LinuxDriverTests(InstalledCluster installed, ITestOutputHelper output)
{
    private const int Sectors = 64 * 2048;
    private readonly long _started = Stopwatch.GetTimestamp();

    [SkippableFact]
    public async Task Linux_WithATargetOfEachNode_KeepsItsFilesThroughAFreeze()
    {
        var cluster = installed.Cluster;
        Skip.IfNot(LinuxMachine.Prerequisite.IsMet, LinuxMachine.Prerequisite.Reason);
        using var disk = cluster.N1.AddDisk(new TempImage(Sectors, filled: false));
        await installed.Server.ApplyAsync(Target("linux1", "n1", 11, TargetManifest.Device(disk.Path)));
        await installed.Server.ApplyAsync(Target("linux2", "n2", 12, TargetManifest.OwnFile("linux2", "64Mi")));
        using var linux = await LinuxMachine.StartAsync(cluster);
        Tell("Linux is up");
        LinuxDisk first = new(linux, "e7.11"), second = new(linux, "e7.12");
        foreach (var one in new[] { first, second })
        {
            Tell($"{one.Device}: {await one.SetUpAsync()}");
            await one.FillAsync("before", 4);
            await one.KeepDiaryAsync();
        }

        await FreezeAsync(disk, first);
        foreach (var one in new[] { first, second })
        {
            var (pages, longest) = await one.EndDiaryAsync();
            Tell($"{one.Device}: {pages} files one after another, the longest {longest.TotalSeconds:F2} s");
            Tell($"{one.Device}: {await one.VerifyAsync()}");
        }

        (await installed.Server.KubectlAsync("delete", "aoet", "linux1", "linux2", "--timeout=90s")).Expect();
        Ext4Image.ExpectClean(disk.Image.Path);
        Ext4Image.ExpectClean(Path.Combine(cluster.N2.Srv, "aoe", "linux2.img"));
        Tell("the targets are gone");
    }

    /// <summary>While Linux goes on writing, another host reads what the disk was at one moment.</summary>
    private async Task FreezeAsync(NodeDisk disk, LinuxDisk linux)
    {
        var server = installed.Server;
        var sure = await linux.AwaitPagesAsync(3);
        var started = Stopwatch.GetTimestamp();
        (await server.KubectlAsync("annotate", "aoet", "linux1", "aoede.io/freeze=nightly")).Expect();
        (await server.KubectlAsync("wait", "--for=condition=Frozen", "aoet/linux1", "--timeout=60s")).Expect();
        Tell($"frozen {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s after kubectl annotate was called");
        var (last, _) = await linux.DiaryAsync();
        var before = await linux.SumsAsync();
        await linux.FillAsync("later", 2);

        using var folder = new TempFolder();
        var image = folder["frozen.img"];
        ReadView(image);
        FileHash.Of(image).ShouldBe(FileHash.Of(disk.Image.Path), "the base is what the view shows");
        await linux.AwaitPagesAsync(3);
        FileHash.Of(image).ShouldBe(FileHash.Of(disk.Image.Path), "the base is immutable");
        ExpectMoment(image, before, sure, last);

        started = Stopwatch.GetTimestamp();
        (await server.KubectlAsync("annotate", "aoet", "linux1", "aoede.io/freeze-")).Expect();
        await server.AwaitAsync(Objects.Target("linux1"), target => target.Condition("Frozen") == "False/Thawed", "merged");
        Tell($"merged {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s after kubectl annotate was called");
        await linux.AwaitPagesAsync(3);
    }

    private void ReadView(string image)
    {
        var started = Stopwatch.GetTimestamp();
        using var initiator = installed.Cluster.Peer.OpenInitiator();
        DiskCopy.Take(initiator.Find(7, 211), image, Sectors);
        Tell($"the frozen view was read in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
    }

    /// <summary>What was on the disk before the freeze began is in the image, and nothing of what was begun after it.</summary>
    private void ExpectMoment(string image, IReadOnlyDictionary<string, string> before, int sure, int last)
    {
        Ext4Image.ReplayJournal(image);
        Ext4Image.ExpectClean(image);
        var files = Ext4Image.Files(image);
        foreach (var (file, sum) in before)
            files.GetValueOrDefault(file).ShouldBe(sum, file);
        files.Keys.ShouldNotContain(file => file.StartsWith("later", StringComparison.Ordinal));
        var pages = files.Keys.Where(file => file.StartsWith("diary/", StringComparison.Ordinal)).Select(file => int.Parse(file[6..])).ToHashSet();
        Enumerable.Range(1, sure).ShouldBeSubsetOf(pages);
        // The one after the last that is known may have been on its way.
        pages.Max().ShouldBeLessThanOrEqualTo(last + 1);
        Tell($"the frozen file system is clean, with {before.Count} files of before and {pages.Count} of the diary");
    }

    private void Tell(string what) => output.WriteLine($"measured: Linux driver: {Stopwatch.GetElapsedTime(_started).TotalSeconds,5:F1} s: {what}");

    private static string Target(string name, string node, int slot, string backing) => new TargetManifest(name, node, 7, slot, backing)
    {
        Fields = [$"freeze: {{view: {{slot: {slot + 200} }} }}", "deletion: {idleSeconds: 5}"],
    }.Yaml;
}
