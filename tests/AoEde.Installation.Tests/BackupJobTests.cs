using System.Diagnostics;
using AoEde.Installation.Tests.Disks;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests;

/// <summary>The Job of config/samples/backup-job.yaml: it copies one moment of a disk that is in use, and nothing stays frozen if it dies.</summary>
[Collection(InstalledCollection.Name)]
public sealed class BackupJobTests(InstalledCluster installed, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task Backup_OfADiskInUse_IsOneMomentOfIt()
    {
        await using var scene = await BackupScene.StartAsync(installed);
        var mustBeThere = scene.Journal.Floor();
        var started = Stopwatch.GetTimestamp();
        var freeze = await scene.BeginAsync();
        var mayBeThere = scene.Journal.Ceiling();
        scene.AwaitProgress();
        var view = scene.ReadView();
        scene.Go();
        await scene.AwaitJobAsync("Complete");
        output.WriteLine($"measured: backup Job: Complete {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after kubectl apply");
        var over = await scene.AwaitOverAsync(freeze, "Released");
        (over.Condition("Complete"), over.Condition("Valid")).ShouldBe(("True/Released", "True/Untouched"));
        scene.ReadKept(mustBeThere, mayBeThere).ShouldBe(view, "the copy is what the view showed");
        await FinishAsync(scene);
    }

    [SkippableFact]
    public async Task Backup_WhosePodIsDeletedByForce_IsDoneByTheNextPod()
    {
        await using var scene = await BackupScene.StartAsync(installed);
        var first = await scene.BeginAsync();
        var started = Stopwatch.GetTimestamp();
        (await installed.Server.KubectlAsync("-n", "backup", "delete", "pods", "--selector=job-name=nightly", "--force", "--grace-period=0")).Expect();
        await scene.AwaitOverAsync(first, "Released");
        output.WriteLine($"measured: backup pod deleted by force: released {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s later");
        await scene.AwaitFrozenAsync(other: first);
        output.WriteLine($"measured: backup pod deleted by force: the next pod has frozen {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s later");
        var view = scene.ReadView();
        scene.Go();
        await scene.AwaitJobAsync("Complete");
        scene.ReadKept().ShouldBe(view, "the copy is what the view showed");
        await FinishAsync(scene);
    }

    [SkippableFact]
    public async Task Backup_WhoseJobIsDeleted_LetsGo()
    {
        await using var scene = await BackupScene.StartAsync(installed);
        var freeze = await scene.BeginAsync();
        scene.AwaitProgress();
        var started = Stopwatch.GetTimestamp();
        (await installed.Server.KubectlAsync("-n", "backup", "delete", "job", "nightly", "--wait=false")).Expect();
        await ExpectLetGoAsync(scene, freeze, "Released", started, "the Job was deleted");
    }

    [SkippableFact]
    public async Task Backup_WhoseContainerIsKilled_LetsGo()
    {
        await using var scene = await BackupScene.StartAsync(installed);
        var freeze = await scene.BeginAsync();
        scene.AwaitProgress();
        var started = Stopwatch.GetTimestamp();
        // In the node's own process table: the copy's shell is the one that waits for the word.
        (await installed.Cluster.N1.RunAsync("pkill", "-KILL", "-f", "until .*/backup/go")).Expect();
        await scene.AwaitJobAsync("Failed");
        await ExpectLetGoAsync(scene, freeze, "Released", started, "its container was killed");
    }

    [SkippableFact]
    public async Task Backup_ThatTakesLongerThanItsFreeze_IsNotKept()
    {
        await using var scene = await BackupScene.StartAsync(installed);
        var started = Stopwatch.GetTimestamp();
        var freeze = await scene.BeginAsync(ttl: "20s");
        await ExpectLetGoAsync(scene, freeze, "Expired", started, "kubectl apply, with a freeze of 20 s", async () =>
        {
            scene.Go();
            await scene.AwaitJobAsync("Failed");
        });
    }

    private async Task ExpectLetGoAsync(BackupScene scene, string freeze, string phase, long since, string what, Func<Task>? then = null)
    {
        var over = await scene.AwaitOverAsync(freeze, phase);
        output.WriteLine($"measured: backup: {phase} {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s after {what}: {over.Condition("Complete")}, {over.Condition("Valid")}");
        await scene.AwaitMergedAsync();
        output.WriteLine($"measured: backup: merged {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s after {what}");
        await (then?.Invoke() ?? Task.CompletedTask);
        File.Exists(scene.Kept).ShouldBeFalse("a copy that is not of one moment is not kept");
        await FinishAsync(scene);
    }

    private async Task FinishAsync(BackupScene scene)
    {
        var result = await scene.FinishAsync();
        output.WriteLine(
            $"measured: backup: longest stall {result.Latency.Microseconds(1) / 1000:F0} ms; {result.Reads} reads and {result.Writes} writes in {result.Elapsed.TotalSeconds:F1} s, 0 acknowledged writes lost");
    }
}
