using Xunit.Abstractions;

namespace AoEde.Installation.Tests.Lifecycle;

/// <summary>The privileged pods run where they are needed, if that is wanted.</summary>
[Collection(InstalledCollection.Name)]
public sealed class PlacementScenes(InstalledCluster installed, ITestOutputHelper output)
{
    [SkippableFact]
    public async Task OnDemand_AgentsRun_OnlyWhereTargetsAre()
    {
        var first = new ServedFile(installed, installed.Cluster.N1);
        var second = new ServedFile(installed, installed.Cluster.N2);
        await first.ServeAsync();
        await Release.UpgradeAsync(installed.Cluster, "--set", "agent.placement=OnDemand");
        try
        {
            await AwaitAgentsOnAsync("n1");
            await first.ReadyAsync();

            await second.ServeAsync();
            await AwaitAgentsOnAsync("n1", "n2");
            using (var initiator = installed.Cluster.Peer.OpenInitiator())
                second.Read(initiator, 0).ShouldBe((byte)0);

            await second.RemoveAsync();
            await AwaitAgentsOnAsync("n1");
            await first.ReadyAsync();
            await first.RemoveAsync();
            await AwaitAgentsOnAsync();
        }
        finally
        {
            await Release.UpgradeAsync(installed.Cluster);
        }

        await AwaitAgentsOnAsync("n1", "n2");
        await Release.AwaitAsync(installed.Cluster);
    }

    private async Task AwaitAgentsOnAsync(params string[] nodes)
    {
        IReadOnlyList<string> last = [];
        await installed.UntilAsync(
            async () => (last = await installed.AgentNodesAsync()).SequenceEqual(nodes), () => $"agents run on [{string.Join(' ', nodes)}]; they run on [{string.Join(' ', last)}]");
        output.WriteLine($"agents: [{string.Join(' ', nodes)}]");
    }
}
