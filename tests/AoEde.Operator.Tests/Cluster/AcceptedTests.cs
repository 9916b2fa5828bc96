using AoEde.Api;

namespace AoEde.Operator.Tests.Cluster;

[Collection(OperatorCollection.Name)]
public sealed class AcceptedTests(OperatorFixture cluster)
{
    [SkippableFact]
    public async Task Target_WithAnAgent_IsAcceptedAndReady()
    {
        _ = cluster.Server;
        var (shelf, slot) = OperatorFixture.Address();
        await cluster.ApplyAsync("accepted", "w1", (shelf, slot));

        var target = await cluster.ConditionAsync("accepted", Conditions.Ready, "True", Reasons.Serving);

        target.Metadata.Finalizers.ShouldBe([Annotations.TargetFinalizer]);
        target.Status!.Assignment.ShouldBe(new() { NodeName = "w1", Epoch = 1 });
        target.Status.ObservedGeneration.ShouldBe(1);
        await cluster.EventAsync("accepted", EventReasons.Accepted);
        (await ColumnsAsync("accepted")).ShouldBe(["accepted", $"e{shelf}.{slot}", "w1", "4Ti", "True", "Serving"]);
    }

    [SkippableFact]
    public async Task Target_ThatBreaksARule_IsInvalid()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("invalid", "w1", (4095, 0));

        var target = await cluster.ConditionAsync("invalid", Conditions.Accepted, "False", Reasons.Invalid);

        target.Status!.Assignment.ShouldBeNull();
        target.Status.Condition(Conditions.Accepted)!.Message.ShouldBe("spec.shelf: shelf 4095 is refused by Linux initiators (choose another shelf from 0 to 65534)");
        await cluster.EventAsync("invalid", EventReasons.Invalid);
        (await ColumnsAsync("invalid")).ShouldBe(["invalid", "e4095.0", "False", "Invalid"]);
    }

    [SkippableFact]
    public async Task Targets_AtOneAddress_TheOlderHasItAndTheOtherWhenItGoes()
    {
        _ = cluster.Server;
        var address = OperatorFixture.Address();
        await cluster.ApplyAsync("first", "w1", address);
        await cluster.ConditionAsync("first", Conditions.Ready, "True", Reasons.Serving);
        await cluster.ApplyAsync("second", "w2", address);

        var loser = await cluster.ConditionAsync("second", Conditions.Accepted, "False", Reasons.AddressTaken);

        loser.Status!.Condition(Conditions.Accepted)!.Message.ShouldContain("belongs to target first");
        await cluster.EventAsync("second", EventReasons.AddressTaken);
        (await ColumnsAsync("second")).ShouldBe(["second", $"e{address.Shelf}.{address.Slot}", "False", "AddressTaken"]);

        await cluster.KubectlAsync("delete", "aoet", "first");
        await cluster.ConditionAsync("second", Conditions.Ready, "True", Reasons.Serving);
    }

    [SkippableFact]
    public async Task Target_AtTheViewAddressOfAnother_IsRefused()
    {
        _ = cluster.Server;
        var (shelf, slot) = OperatorFixture.Address();
        await cluster.ApplyAsync("viewed", "w1", (shelf, slot), $", freeze: {{view: {{slot: {slot + 100}}}}}");
        await cluster.ConditionAsync("viewed", Conditions.Ready, "True", Reasons.Serving);
        await cluster.ApplyAsync("at-the-view", "w2", (shelf, slot + 100));

        await cluster.ConditionAsync("at-the-view", Conditions.Accepted, "False", Reasons.AddressTaken);

        await cluster.KubectlAsync("patch", "aoet", "viewed", "--type=json", "-p", """[{"op":"remove","path":"/spec/freeze/view"}]""");
        await cluster.ConditionAsync("at-the-view", Conditions.Ready, "True", Reasons.Serving);
        await cluster.EventAsync("at-the-view", EventReasons.StaticMinorRange);
    }

    [SkippableFact]
    public async Task Target_OfAnUnknownNode_IsAcceptedWhenTheNodeAndItsAgentCome()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("early", "w3");
        await cluster.ConditionAsync("early", Conditions.Accepted, "False", Reasons.NodeUnknown);
        await cluster.EventAsync("early", EventReasons.NodeUnknown);

        await cluster.AddNodeAsync("w3");
        await cluster.ConditionAsync("early", Conditions.Accepted, "False", Reasons.NoAgent);
        await cluster.EventAsync("early", EventReasons.NoAgent);
        (await ColumnsAsync("early"))[2..].ShouldBe(["False", "NoAgent"]);

        await using var agent = await SimulatedAgent.StartAsync(cluster.Server, "w3");
        await cluster.ConditionAsync("early", Conditions.Ready, "True", Reasons.Serving);
    }

    [SkippableFact]
    public async Task Target_WhoseSlotIsChangedOnAServerWithoutCel_KeepsItsAddress()
    {
        _ = cluster.Server;
        var (shelf, slot) = OperatorFixture.Address();
        await cluster.ApplyAsync("renumbered", "w1", (shelf, slot));
        await cluster.ConditionAsync("renumbered", Conditions.Ready, "True", Reasons.Serving);

        await cluster.KubectlAsync("patch", "aoet", "renumbered", "--type=merge", "-p", """{"spec":{"slot":200}}""");

        var target = await cluster.ConditionAsync("renumbered", Conditions.Accepted, "False", Reasons.Invalid);
        target.Status!.Address.ShouldBe($"e{shelf}.{slot}");
        target.Status.Assignment!.Withdraw.ShouldBeNull();
    }

    [SkippableFact]
    public async Task Ready_WhenTheAgentRefusesTheDevice_CopiesItsReason()
    {
        _ = cluster.Server;
        cluster.W1.Stubborn["mounted"] = true;
        await cluster.ApplyAsync("mounted", "w1");
        var target = await cluster.ConditionAsync("mounted", Conditions.Ready, "False", Reasons.Starting);

        await cluster.W1.ReportAsync(target, Reasons.Mounted, (Conditions.DeviceReady, "False", Reasons.Mounted), (Conditions.Exported, "False", Reasons.Starting));

        target = await cluster.ConditionAsync("mounted", Conditions.Ready, "False", Reasons.Mounted);
        target.Status!.Phase.ShouldBe("Refused");
    }

    // What kubectl prints, without the columns that are empty and the age.
    private async Task<string[]> ColumnsAsync(string name)
    {
        var lines = (await cluster.Server.KubectlAsync("get", "aoet", name)).Expect().Split('\n');
        lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "ADDRESS", "NODE", "SIZE", "READY", "REASON", "FROZEN", "AGE"]);
        return lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..^1];
    }
}
