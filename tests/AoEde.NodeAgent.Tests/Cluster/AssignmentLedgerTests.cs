using AoEde.Api;
using AoEde.NodeAgent.Cluster.Assignments;
using Microsoft.Extensions.Logging.Abstractions;
using static AoEde.NodeAgent.Tests.Cluster.Objects;

namespace AoEde.NodeAgent.Tests.Cluster;

public sealed class AssignmentLedgerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Update_AfterARestart_IsKnownWithoutTheServer()
    {
        Open().Update([Target().Assigned(Node, 3), Target("other", "2", slot: 1).Assigned(Other, 1)], new AoENodeSpec { InterfaceNetworks = new Dictionary<string, string> { ["eth1"] = "san-a" } });
        var again = Open();

        var entry = again.Entries.ShouldHaveSingleItem();
        (entry.Name, entry.Epoch, entry.IsWanted).ShouldBe(("disk11", 3, true));
        entry.Target.Spec.Backing.Device!.Path.ShouldBe("/dev/disk/by-id/disk11");
        again.Node.InterfaceNetworks!["eth1"].ShouldBe("san-a");
    }

    [Fact]
    public void Update_NothingNew_IsTold()
    {
        var ledger = Open();
        ledger.Update([Target().Assigned(Node, 3)], null).ShouldBeTrue();
        var version = ledger.Version;
        ledger.Update([Target().Assigned(Node, 3) with { Metadata = Target().Metadata with { ResourceVersion = "99" } }], null).ShouldBeFalse();
        ledger.Version.ShouldBe(version);
    }

    [Fact]
    public void Open_FileOfAnotherNode_IsSetAside()
    {
        Open().Update([Target().Assigned(Node, 3)], null);
        Open(Other).Entries.ShouldBeEmpty();
        File.Exists(PathOf("targets.json.unreadable")).ShouldBeTrue();
    }

    [Fact]
    public void Open_HalfAFile_IsSetAside()
    {
        File.WriteAllText(PathOf("targets.json"), "{\"format\":1,\"nodeName\":\"worker-1\",\"targ");
        Open().Entries.ShouldBeEmpty();
        File.Exists(PathOf("targets.json.unreadable")).ShouldBeTrue();
    }

    [Fact]
    public void Note_AnotherObjectHasTheNameByNow_IsNotTouched()
    {
        var ledger = Open();
        ledger.Update([Target().Assigned(Node, 1)], null);
        var old = ledger.Entries[0];
        ledger.Note(old, known => known with { State = AssignmentState.Withdrawn });
        ledger.Update([Target(uid: "2").Assigned(Node, 1)], null);
        ledger.Note(old, _ => null);
        ledger.Entries.ShouldHaveSingleItem().Uid.ShouldBe("2");
    }

    public void Dispose() => _folder.Dispose();

    private AssignmentLedger Open(string node = Node) => new(new AssignmentFile(_folder.Path, node, NullLogger.Instance), node);

    private string PathOf(string name) => Path.Combine(_folder.Path, name);
}
