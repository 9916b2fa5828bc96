using AoEde.Testing.Host;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>What a target says when its agent is slow, stops, or is lost.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class AgentGoneReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Agent_ThatHasNotReportedYet_Starting()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        Tool.Run("kill", "-STOP", $"{cluster.Agent2.ProcessId}");
        try
        {
            await stage.ApplyAsync(node: "n2");
            await stage.ExpectAsync("Ready", "False/Starting", $"e7.{stage.Slot}|||False|Starting|", "Accepted");
        }
        finally
        {
            Tool.Run("kill", "-CONT", $"{cluster.Agent2.ProcessId}");
        }

        await stage.ExpectAsync("Ready", "True/Serving", $"e7.{stage.Slot}|n2|8Mi|True|Serving|False", "Exported");
    }

    [SkippableFact]
    public async Task Agent_StoppedAndNotComingBack_AgentStoppingThenAgentLost()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(node: "n2");
        await stage.ExpectAsync("Exported", "True/Answering", $"e7.{stage.Slot}|n2|8Mi|True|Serving|False", "Exported");
        cluster.Agent2.Stop().ShouldBe(0, cluster.Agent2.Story);
        try
        {
            await stage.ExpectAsync("Exported", "False/AgentStopping", $"e7.{stage.Slot}|n2|8Mi|False|AgentStopping|False", null);
            var story = await stage.Server.AwaitAsync(
                Objects.Target(stage.Name), entity => entity.Condition("Ready") == "Unknown/AgentLost", "AgentLost", () => cluster.Story);
            story.Status("phase").ShouldBe("Unknown");
            await stage.ExpectAsync("Ready", "Unknown/AgentLost", $"e7.{stage.Slot}|n2|8Mi|Unknown|AgentLost|False", "AgentLost");
        }
        finally
        {
            await cluster.RestartAgent2Async();
        }

        await stage.ExpectAsync("Ready", "True/Serving", $"e7.{stage.Slot}|n2|8Mi|True|Serving|False", "AgentBack");
    }
}
