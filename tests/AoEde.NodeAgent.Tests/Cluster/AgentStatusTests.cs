using System.Reflection;
using AoEde.Api;
using AoEde.Api.Schema;
using AoEde.Engine;
using AoEde.NodeAgent.Cluster;
using AoEde.NodeAgent.Cluster.Assignments;
using AoEde.NodeAgent.Cluster.Publishing;
using AoEde.NodeAgent.Status;
using static AoEde.NodeAgent.Tests.Cluster.Objects;

namespace AoEde.NodeAgent.Tests.Cluster;

public sealed class AgentStatusTests
{
    private static readonly StatusFacts Facts = new(Generation: 4, Note: null, IsStopping: false);

    private readonly ManualTime _time = new();
    private readonly AgentStatus _statuses;

    public AgentStatusTests() => _statuses = new AgentStatus(new AgentIdentity(Node, "aoede-agent-x", "0.1.0"), new ConditionClock(_time));

    [Fact]
    public void Of_ServedTarget_HoldsTheAgentsPartsOnly()
    {
        var body = ApiJson.ToTree(_statuses.Of(Entry(), Samples.Exported(), Facts, null)!).AsObject();
        body.Select(part => part.Key).ShouldBe(["export", "device", "interfaces", "initiators", "freeze", "conditions"]);
        body["conditions"]!.AsArray().Select(condition => condition!["type"]!.ToString()).ShouldBe(["DeviceReady", "AddressUnique", "Exported"]);
        body["conditions"]!.AsArray().ShouldAllBe(condition => condition!["observedGeneration"]!.GetValue<long>() == 4);
        body["export"]!["podName"]!.ToString().ShouldBe("aoede-agent-x");
    }

    [Fact]
    public void Of_NothingToList_LeavesListsOut()
    {
        var status = _statuses.Of(Entry(), Samples.Exported() with { Interfaces = [], Initiators = [] }, Facts, null)!;
        (status.Interfaces, status.Initiators!.Macs, status.Freeze!.Holders).ShouldBe((null, null, null));
    }

    [Fact]
    public void Of_ManyOfEverything_ListsAsManyAsTheApiTakes()
    {
        var engine = Samples.Exported();
        engine = engine with
        {
            Interfaces = [.. Enumerable.Range(0, 70).Select(i => engine.Interfaces[0] with { Name = $"eth{i}" })],
            Initiators = [.. Enumerable.Range(0, 70).Select(i => new Protocol.MacAddress((ulong)i))],
        };
        var status = _statuses.Of(Entry(), engine, Facts, null)!;

        (status.Interfaces!.Count, status.Initiators!.Count, status.Initiators.Macs!.Count)
            .ShouldBe((Bound<AoETargetStatus>(nameof(AoETargetStatus.Interfaces)), 70, Bound<TargetInitiators>(nameof(TargetInitiators.Macs))));
    }

    [Fact]
    public void Of_StatusOnTheServer_KeepsTimesUnlessAConditionFlips()
    {
        var before = _statuses.Of(Entry(), Samples.Exported(), Facts, null)!;
        _time.Advance(TimeSpan.FromHours(1));
        var restarted = new AgentStatus(new AgentIdentity(Node, null, "0.1.0"), new ConditionClock(_time));

        var after = restarted.Of(Entry(), Samples.Failing("Exported", ConditionState.False, "LinkDown"), Facts, before)!;

        after.Condition("DeviceReady")!.LastTransitionTime.ShouldBe(before.Condition("DeviceReady")!.LastTransitionTime);
        after.Condition("Exported")!.LastTransitionTime.ShouldBe(_time.GetUtcNow());
        (after.Export!.State, after.Export.Since).ShouldBe(("LinkDown", _time.GetUtcNow()));
    }

    [Fact]
    public void Of_WithdrawnTarget_LeavesBehindWhatInitiatorsSet()
    {
        var soft = new TargetSoftState { ConfigString = "aGVsbG8=" };
        var status = _statuses.Of(Entry() with { State = AssignmentState.Withdrawn, Soft = soft }, null, Facts, null)!;
        (status.Export!.State, status.Export.Soft, status.Device).ShouldBe((ExportStates.Withdrawn, soft, null));
        status.Condition("Exported")!.Status.ShouldBe("False");
    }

    [Fact]
    public void Of_CannotLeave_IsExportedAndSaysWhy()
    {
        var status = _statuses.Of(Entry() with { Leave = Leave.Move }, Samples.Exported(), Facts with { Note = "It is Frozen." }, null)!;
        status.Condition("Exported")!.Status.ShouldBe("True");
        status.Condition("Exported")!.Message.ShouldEndWith("It is Frozen.");
    }

    [Theory]
    [InlineData(nameof(AssignmentState.Held), "Suspended")]
    [InlineData(nameof(AssignmentState.Invalid), "Invalid")]
    public void Of_TargetThatIsNotServed_SaysWhy(string state, string reason)
    {
        var entry = Entry() with { State = Enum.Parse<AssignmentState>(state), Problem = "spec.shelf: no" };
        _statuses.Of(entry, null, Facts, null)!.Condition("Exported")!.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Of_AgentStopping_SaysSo() =>
        _statuses.Of(Entry(), Samples.Exported(), Facts with { IsStopping = true }, null)!.Export!.State.ShouldBe("AgentStopping");

    [Fact]
    public void Owned_StatusOfBoth_IsTheAgentsHalf()
    {
        var both = _statuses.Of(Entry(), Samples.Exported(), Facts, null)! with { Address = "e9.0", Phase = "Exported", Assignment = new() };
        var owned = AgentStatus.Owned(both with { Conditions = [.. both.Conditions!, new() { Type = "Ready", Status = "True" }] });
        (owned.Address, owned.Phase, owned.Assignment, owned.Condition("Ready")).ShouldBe((null, null, null, null));
        owned.Conditions!.Count.ShouldBe(3);
    }

    private static Assignment Entry() => new() { Target = Target(), Epoch = 1, State = AssignmentState.Serving };

    private static int Bound<T>(string list) => typeof(T).GetProperty(list)!.GetCustomAttribute<MostItemsAttribute>()!.Maximum;
}
