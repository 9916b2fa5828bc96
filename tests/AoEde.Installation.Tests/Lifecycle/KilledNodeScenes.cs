using System.Diagnostics;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>A node without power: it is missed in time, nobody else is disturbed, and it comes back as it was.</summary>
[Collection(InstalledCollection.Name)]
public sealed class KilledNodeScenes(InstalledCluster installed, ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Node_WithTheLeadingOperatorOnIt_IsLostWithinAMinuteAndComesBackClean()
    {
        var cluster = installed.Cluster;
        // The worst there is: who is to say that the node is lost has to be found first.
        var dying = await LeadersNodeAsync();
        var other = dying == cluster.N1 ? cluster.N2 : cluster.N1;
        var lost = new ServedFile(installed, dying);
        var busy = new ServedFile(installed, other);
        await lost.ServeAsync();
        await busy.ServeAsync();
        using (var initiator = cluster.Peer.OpenInitiator())
            lost.Write(initiator, 5, 9);
        var (lostBefore, busyBefore) = (Bonds.Of(await lost.GetAsync()), Bonds.Of(await busy.GetAsync()));

        var journal = new LoadJournal(firstLba: 0, blocks: 512, blockSectors: 8);
        using (var station = cluster.Peer.OpenInitiator())
        using (var load = new BackgroundLoad(station.Find(ServedFile.Shelf, busy.Slot), new LoadOptions { Depth = 4 }, journal))
        {
            load.AwaitProgress(200);
            var killed = Stopwatch.GetTimestamp();
            await dying.KillAsync();
            try
            {
                foreach (var path in new[] { Objects.Target(lost.Name), Objects.Node(dying.Name) })
                {
                    await installed.AwaitAsync(
                        path, entity => entity.Condition("Ready") == "Unknown/AgentLost", "the agent is lost", Promised - Stopwatch.GetElapsedTime(killed));
                    output.WriteLine($"{path}: AgentLost {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after {dying.Name}, with the leading operator, was killed");
                }

                Bonds.Of(await lost.GetAsync()).ShouldBe(lostBefore, "nothing is assigned anew");
                load.AwaitProgress(200);
            }
            finally
            {
                killed = Stopwatch.GetTimestamp();
                await dying.StartAsync();
            }

            await lost.ReadyAsync();
            output.WriteLine($"{dying.Name} serves again {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after it was switched on");
            load.AwaitProgress(200);
            var result = load.Finish();
            result.Failure.ShouldBeNull(await installed.StoryAsync());
            output.WriteLine($"{other.Name}: {result.Reads + result.Writes} requests, 0 lost, longest {result.Latency.Microseconds(1) / 1000:F0} ms");
        }

        await installed.AwaitAsync(Objects.Node(dying.Name), node => node.Condition("Ready").StartsWith("True", StringComparison.Ordinal), "the node is back");
        await Release.AwaitAsync(cluster);
        using (var initiator = cluster.Peer.OpenInitiator())
            lost.Read(initiator, 5).ShouldBe((byte)9);
        Bonds.Of(await lost.GetAsync()).ShouldBe(lostBefore);
        Bonds.Of(await busy.GetAsync()).ShouldBe(busyBefore);
        await busy.ReadyAsync();
        await lost.RemoveAsync();
        // While the target was there its agent alone could open the file.
        await busy.DeleteAsync();
        journal.Check(busy.Path).ShouldBeNull();
        await busy.RemoveAsync();
    }

    private async Task<WorkerNode> LeadersNodeAsync()
    {
        var lease = (await installed.Server.GetAsync($"/apis/coordination.k8s.io/v1/namespaces/{Release.Namespace}/leases/aoede-operator-leader"))!;
        var holder = lease["spec"]!["holderIdentity"]!.ToString();
        var leader = (await installed.PodsAsync("aoede-operator")).Single(pod => holder.StartsWith(pod.Name, StringComparison.Ordinal));
        return leader.Node == installed.Cluster.N1.Name ? installed.Cluster.N1 : installed.Cluster.N2;
    }
}
