namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Each reason why the operator does not accept a target; Ready has it too.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class AcceptedReasonTests(ReasonsCluster cluster)
{
    [SkippableFact]
    public async Task Spec_AgainstARule_Invalid()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(shelf: 4095);
        (await stage.ExpectAsync("Accepted", "False/Invalid", $"e4095.{stage.Slot}|||False|Invalid|", "Invalid")).ShouldContain("spec.shelf");
    }

    [SkippableFact]
    public async Task Address_OfAnotherTarget_AddressTaken()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync();
        await stage.AwaitConditionAsync("Exported", "True/Answering");
        var second = stage.Name + "-second";
        await stage.ApplyAsync(name: second);
        (await stage.ExpectAsync("Accepted", "False/AddressTaken", $"e7.{stage.Slot}|||False|AddressTaken|", "AddressTaken", second)).ShouldContain($"target {stage.Name}");
    }

    [SkippableFact]
    public async Task Node_ThatIsNotThere_NodeUnknown()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(node: "nowhere");
        (await stage.ExpectAsync("Accepted", "False/NodeUnknown", $"e7.{stage.Slot}|||False|NodeUnknown|", "NodeUnknown")).ShouldContain("nowhere");
    }

    [SkippableFact]
    public async Task Node_WithoutAnAgent_NoAgent()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        await stage.ApplyAsync(node: "bare");
        (await stage.ExpectAsync("Accepted", "False/NoAgent", $"e7.{stage.Slot}|||False|NoAgent|", "NoAgent")).ShouldContain("bare");
    }
}
