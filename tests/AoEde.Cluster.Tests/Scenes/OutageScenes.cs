using System.Diagnostics;
using System.Globalization;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>The API server is away, and agents die meanwhile; or the operator that leads dies.</summary>
[Collection(SceneCollection.Name)]
public sealed class OutageScenes(SceneFixture scene, ITestOutputHelper output)
{
    /// <summary>How long the API server is away. A minute with AOEDE_OUTAGE_SECONDS=60, as the issue asks for.</summary>
    private static TimeSpan Outage { get; } = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("AOEDE_OUTAGE_SECONDS") ?? "20", CultureInfo.InvariantCulture));

    [SkippableFact]
    public async Task ApiServer_AwayWhileTheAgentIsKilled_IsNotMissedByInitiators()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        using var later = new Disk();
        var client = await scene.ServeAsync(disk, initiator);
        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using var load = new BackgroundLoad(client, new LoadOptions { FollowsAnnouncements = true, Depth = 4 }, journal);
        load.AwaitProgress(200);
        var away = Stopwatch.GetTimestamp();
        await server.StopAsync();
        load.AwaitProgress(200);
        scene.Agent1.Kill();
        await Task.Delay(Outage / 4);
        var started = Stopwatch.GetTimestamp();
        await scene.StartAgentAsync(server.N1);
        output.WriteLine($"the agent serves from disk {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms after its start");
        load.AwaitProgress(200);
        if (Outage - Stopwatch.GetElapsedTime(away) is { Ticks: > 0 } rest)
            await Task.Delay(rest);
        load.AwaitProgress(200);
        started = Stopwatch.GetTimestamp();
        await server.StartAsync();
        output.WriteLine($"the API server was away for {Stopwatch.GetElapsedTime(away).TotalSeconds:F1} s, {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s of it its start");

        started = Stopwatch.GetTimestamp();
        await server.ApplyAsync(later.Manifest("n1"));
        output.WriteLine($"operators that had ended and were started again: {await scene.StartMissingOperatorsAsync()}");
        await scene.AwaitReadyAsync(later);
        var target = await scene.AwaitReadyAsync(disk);
        output.WriteLine($"a target applied then is ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        var result = load.Finish();
        result.Failure.ShouldBeNull(scene.Story());
        output.WriteLine($"{result.Reads + result.Writes} requests, longest {result.Latency.Microseconds(1) / 1000:F0} ms: no agent, and what is left of the initiator's own pause, which doubles from 200 ms");
        target.Status("assignment/epoch").ShouldBe("1");
        output.WriteLine($"events: {string.Join(" | ", await server.EventsAsync(disk.Name))}");
        await scene.RemoveAsync(disk);
        await scene.RemoveAsync(later);
        journal.Check(disk.Path).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Operator_WhenTheLeaderIsKilled_IsFollowedByTheOtherAlone()
    {
        var server = scene.Server;
        using var disk = new Disk();
        using var initiator = server.Peer.OpenInitiator();
        using var later = new Disk();
        await scene.StartMissingOperatorsAsync();
        await scene.ServeAsync(disk, initiator);
        var leader = await scene.LeaderAsync();
        var seen = server.Requests().Count;
        var before = (await server.GetAsync(Objects.Target(disk.Name)))!["metadata"]!["resourceVersion"]!.ToString();
        var started = Stopwatch.GetTimestamp();
        scene.Operator(leader).Kill();
        await server.ApplyAsync(later.Manifest("n2"));
        var next = await scene.LeaderAsync(other: leader);
        output.WriteLine($"{next} leads {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after {leader} was killed");
        await scene.AwaitReadyAsync(later, "n2");
        output.WriteLine($"and a target applied meanwhile is ready after {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s");
        await Task.Delay(TimeSpan.FromSeconds(3));
        (await server.GetAsync(Objects.Target(disk.Name)))!["metadata"]!["resourceVersion"]!.ToString().ShouldBe(before, "the new leader finds nothing to be done");

        await scene.StartMissingOperatorsAsync();
        var writes = OperatorWrites.Of(server.Requests().Skip(seen));
        output.WriteLine($"writes of the operators since: {string.Join(", ", writes.GroupBy(write => write.Agent).Select(group => $"{group.Key}: {group.Count()}"))}");
        OperatorWrites.Turns(writes).ShouldBeLessThanOrEqualTo(1, string.Join('\n', writes.Select(write => $"{write.Agent} {write}")));
        writes.ShouldAllBe(write => write.Agent!.Contains(next, StringComparison.Ordinal));
        await scene.RemoveAsync(disk);
        await scene.RemoveAsync(later);
    }
}
