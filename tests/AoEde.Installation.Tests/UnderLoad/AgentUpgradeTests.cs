using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace AoEde.Installation.Tests.UnderLoad;

/// <summary>The agents get another image.</summary>
[Collection(InstalledCollection.Name)]
public sealed class AgentUpgradeTests(InstalledCluster installed, ITestOutputHelper output)
{
    private const string Agents = $"/apis/apps/v1/namespaces/{Release.Namespace}/daemonsets/aoede-agent";

    [SkippableFact]
    public async Task HelmUpgrade_OfTheAgentsUnderLoad_ReplacesOneAfterTheOtherAndNothingIsLost()
    {
        var cluster = installed.Cluster;
        using var first = await LoadedTarget.StartAsync(installed, cluster.N1, 21);
        using var second = await LoadedTarget.StartAsync(installed, cluster.N2, 22);

        await UpgradeAsync(Images.NextTag);

        await first.FinishAsync("helm upgrade of the agents' image", output);
        await second.FinishAsync("helm upgrade of the agents' image", output);
        await UpgradeAsync(installed.Images.Tag);
    }

    private async Task UpgradeAsync(string tag)
    {
        (await installed.Cluster.HelmAsync(
            "upgrade", Release.Name, Repository.Chart, "--namespace", Release.Namespace, "--reuse-values", "--set", $"agent.image.tag={tag}")).Expect();
        await installed.Server.AwaitAsync(Agents, agents => Image(agents) == $"{Images.Agent}:{tag}", $"the agents are to run {tag}");
        await Release.AwaitAgentsAsync(installed.Cluster);
    }

    private static string Image(JsonObject agents) => $"{agents["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]}";
}
