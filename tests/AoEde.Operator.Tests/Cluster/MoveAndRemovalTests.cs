using AoEde.Api;

namespace AoEde.Operator.Tests.Cluster;

[Collection(OperatorCollection.Name)]
public sealed class MoveAndRemovalTests(OperatorFixture cluster)
{
    [SkippableFact]
    public async Task Move_OfAPortableTarget_IsServedByOneAgentAfterTheOther()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("mover", "w1", more: ", portable: true");
        await cluster.ConditionAsync("mover", Conditions.Ready, "True", Reasons.Serving);

        await PatchSpecAsync("mover", """{"nodeName":"w2"}""");

        var target = await cluster.TargetAsync("mover", target => target.Status?.Export is { NodeName: "w2", State: ExportStates.Exported }, "w2 serves it");
        target.Status!.Assignment.ShouldBe(new() { NodeName = "w2", Epoch = 2 });
        await cluster.ConditionAsync("mover", Conditions.Ready, "True", Reasons.Serving);
        await cluster.EventAsync("mover", EventReasons.Moving);
        await cluster.EventAsync("mover", EventReasons.MovedNode);
        cluster.W1.Serving.ShouldNotContainKey(target.Metadata.Uid!);
    }

    [SkippableFact]
    public async Task Move_WhenTheOldAgentDoesNotLetGo_WaitsForTheRightForce()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("stubborn", "w1", more: ", portable: true");
        await cluster.ConditionAsync("stubborn", Conditions.Ready, "True", Reasons.Serving);
        cluster.W1.Stubborn["stubborn"] = true;
        await PatchSpecAsync("stubborn", """{"nodeName":"w2"}""");
        await cluster.TargetAsync("stubborn", target => target.Status?.Assignment is { Withdraw: true }, "it is to be withdrawn");

        await cluster.KubectlAsync("annotate", "aoet", "stubborn", $"{Annotations.ForceWithdraw}=7");
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<AoETarget>("stubborn"))!.Status!.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 1, Withdraw = true });

        await cluster.KubectlAsync("annotate", "--overwrite", "aoet", "stubborn", $"{Annotations.ForceWithdraw}=1");
        await cluster.TargetAsync("stubborn", target => target.Status?.Assignment is { NodeName: "w2", Epoch: 2, Withdraw: null }, "w2 gets it");
        await cluster.EventAsync("stubborn", EventReasons.MovedNode);
    }

    [SkippableFact]
    public async Task Move_FromANodeOutOfService_DoesNotWait()
    {
        _ = cluster.Server;
        await cluster.AddNodeAsync("w4");
        await using var agent = await SimulatedAgent.StartAsync(cluster.Server, "w4");
        agent.Stubborn["fenced"] = true;
        await cluster.ApplyAsync("fenced", "w4", more: ", portable: true");
        await cluster.TargetAsync("fenced", target => target.Status?.Assignment is { NodeName: "w4" }, "w4 gets it");
        await PatchSpecAsync("fenced", """{"nodeName":"w2"}""");
        await cluster.TargetAsync("fenced", target => target.Status?.Assignment is { Withdraw: true }, "it is to be withdrawn");

        await cluster.KubectlAsync("taint", "node", "w4", "node.kubernetes.io/out-of-service=nodeshutdown:NoExecute");

        await cluster.TargetAsync("fenced", target => target.Status?.Assignment is { NodeName: "w2", Epoch: 2 }, "w2 gets it");
    }

    [SkippableFact]
    public async Task Deletion_OfATargetThatWasNeverAssigned_IsDoneAtOnce()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("nowhere", "no-such-node");
        await cluster.ConditionAsync("nowhere", Conditions.Accepted, "False", Reasons.NodeUnknown);

        await cluster.KubectlAsync("delete", "aoet", "nowhere", "--timeout=30s");
    }

    [SkippableFact]
    public async Task Deletion_OfAServedTarget_WaitsForTheAgentsWord()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("doomed", "w1");
        var target = await cluster.ConditionAsync("doomed", Conditions.Ready, "True", Reasons.Serving);
        cluster.W1.Stubborn["doomed"] = true;
        await cluster.KubectlAsync("delete", "aoet", "doomed", "--wait=false");
        target = await cluster.TargetAsync("doomed", target => target.Status?.Assignment is { Withdraw: true }, "it is to be withdrawn");
        target.Metadata.Finalizers.ShouldBe([Annotations.TargetFinalizer]);

        await cluster.W1.ReportAsync(target, ExportStates.Withdrawn, (Conditions.Exported, "False", Reasons.Withdrawing));

        await cluster.GoneAsync("doomed");
    }

    [SkippableFact]
    public async Task Deletion_WithTheAgentLost_IsDoneOnlyByForce()
    {
        _ = cluster.Server;
        await cluster.AddNodeAsync("w5");
        await using var agent = await SimulatedAgent.StartAsync(cluster.Server, "w5");
        foreach (var name in (string[])["forced", "node-gone"])
        {
            await cluster.ApplyAsync(name, "w5");
            await cluster.ConditionAsync(name, Conditions.Ready, "True", Reasons.Serving);
            agent.Stubborn[name] = true;
        }

        agent.FallSilent();
        await cluster.ConditionAsync("forced", Conditions.Ready, "Unknown", Reasons.AgentLost);
        await cluster.KubectlAsync("delete", "aoet", "forced", "node-gone", "--wait=false");
        await cluster.KubectlAsync("annotate", "aoet", "forced", $"{Annotations.ForceDelete}=another");
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<AoETarget>("forced")).ShouldNotBeNull();

        await cluster.KubectlAsync("annotate", "--overwrite", "aoet", "forced", $"{Annotations.ForceDelete}=forced");
        await cluster.GoneAsync("forced");
        await cluster.EventAsync("forced", EventReasons.ForceDeleted);

        (await cluster.Admin.GetAsync<AoETarget>("node-gone")).ShouldNotBeNull();
        await cluster.KubectlAsync("delete", "node", "w5");
        await cluster.GoneAsync("node-gone");
        await cluster.EventAsync("node-gone", EventReasons.ForceDeleted);
    }

    [SkippableFact]
    public async Task Heartbeat_ThatStopsAndComesBack_IsToldAndNothingIsReassigned()
    {
        _ = cluster.Server;
        await cluster.AddNodeAsync("w6");
        await using var agent = await SimulatedAgent.StartAsync(cluster.Server, "w6");
        await cluster.ApplyAsync("silent", "w6", more: ", portable: true");
        await cluster.ConditionAsync("silent", Conditions.Ready, "True", Reasons.Serving);

        agent.FallSilent();

        var target = await cluster.ConditionAsync("silent", Conditions.Ready, "Unknown", Reasons.AgentLost);
        target.Status!.Phase.ShouldBe("Unknown");
        target.Status.Assignment.ShouldBe(new() { NodeName = "w6", Epoch = 1 });
        await cluster.EventAsync("silent", EventReasons.AgentLost);
        await NodeAsync("w6", "Unknown", Reasons.AgentLost);
        await cluster.EventAsync("w6", EventReasons.AgentLost);
        (await cluster.Server.KubectlAsync("get", "aoen", "w6")).Expect().ShouldContain("Unknown");

        agent.Beat();
        await cluster.ConditionAsync("silent", Conditions.Ready, "True", Reasons.Serving);
        await cluster.EventAsync("silent", EventReasons.AgentBack);

        // The operator has heard the heartbeat: what the agent now says of its node stays.
        await agent.InventoryAsync();
        await NodeAsync("w6", "True", "Running");
    }

    private Task PatchSpecAsync(string name, string spec) => cluster.KubectlAsync("patch", "aoet", name, "--type=merge", "-p", $$"""{"spec":{{spec}}}""");

    private async Task NodeAsync(string name, string status, string reason) => await OperatorFixture.UntilAsync(
        () => cluster.Admin.GetAsync<AoENode>(name),
        node => node?.Status?.Condition(NodeConditions.Ready) is { } condition && condition.Status == status && condition.Reason == reason,
        node => $"{name} is {status}/{reason}; it is {node?.Status?.Condition(NodeConditions.Ready)}");
}
