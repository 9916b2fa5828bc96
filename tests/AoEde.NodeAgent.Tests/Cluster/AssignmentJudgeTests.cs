using AoEde.Api;
using AoEde.NodeAgent.Cluster.Assignments;
using static AoEde.NodeAgent.Tests.Cluster.Objects;

namespace AoEde.NodeAgent.Tests.Cluster;

public sealed class AssignmentJudgeTests
{
    private static readonly TargetSoftState Soft = new() { ConfigString = "aGVsbG8=" };

    private readonly AssignmentJudge _judge = new(Node, isSuspended: false);

    [Fact]
    public void Next_AssignedHere_IsServedAtThatEpoch()
    {
        var entry = _judge.Next(null, Target().Assigned(Node, 3)).ShouldNotBeNull();
        (entry.State, entry.Epoch, entry.IsWanted, entry.Leave).ShouldBe((AssignmentState.Serving, 3, true, Leave.No));
        entry.Target.Status.ShouldBeNull("a status is not for the disk");
    }

    [Fact]
    public void Next_AssignedElsewhereOrNowhere_IsNothing()
    {
        _judge.Next(null, Target().Assigned(Other, 1)).ShouldBeNull();
        _judge.Next(null, Target()).ShouldBeNull();
    }

    [Fact]
    public void Next_OlderEpoch_IsRefused()
    {
        var served = Served(5);
        _judge.Next(served, Target().Assigned(Other, 4)).ShouldBe(served);
        _judge.Next(served, Target().Assigned(Node, 4, withdraw: true)).ShouldBe(served);
    }

    [Fact]
    public void Next_StatusWasLost_GoesOnServing() => _judge.Next(Served(5), Target())!.IsWanted.ShouldBeTrue();

    [Theory]
    [InlineData(false, nameof(Leave.Move))]
    [InlineData(true, nameof(Leave.Delete))]
    public void Next_WithdrawIsAsked_StaysWantedUntilItHasLeft(bool isDeleted, string expected)
    {
        var target = Target().Assigned(Node, 1, withdraw: true);
        var entry = _judge.Next(Served(1), isDeleted ? target.Deleted() : target)!;
        (entry.Leave.ToString(), entry.IsWanted, entry.IsLeaving).ShouldBe((expected, true, true));
    }

    [Fact]
    public void Next_AskedToLeaveBeforeItEverCame_IsNotOpened()
    {
        var entry = _judge.Next(null, Target().Assigned(Node, 1, withdraw: true))!;
        (entry.IsWanted, entry.IsLeaving, entry.IsOurs).ShouldBe((false, true, true));
        _judge.Next(entry, Target().Assigned(Node, 2))!.IsWanted.ShouldBeTrue("the operator has changed its mind");
    }

    [Fact]
    public void Next_TakenByForce_LeavesAtOnceAndSpeaksNoMore()
    {
        var entry = _judge.Next(Served(1), Target().Assigned(Other, 2))!;
        (entry.Leave, entry.IsWanted, entry.IsOurs, entry.Epoch).ShouldBe((Leave.Taken, false, false, 2));

        // Back before it was closed: closed first all the same.
        _judge.Next(entry, Target().Assigned(Node, 3)).ShouldBe(entry);
    }

    [Fact]
    public void Next_WithdrawnAndElsewhereNow_RemembersTheEpoch()
    {
        var entry = _judge.Next(Withdrawn(1), Target().Assigned(Other, 2))!;
        (entry.State, entry.Epoch).ShouldBe((AssignmentState.Elsewhere, 2));
        _judge.Next(entry, Target().Assigned(Node, 1)).ShouldBe(entry);
        _judge.Next(entry, Target().Assigned(Node, 3).LeftBehind(2, Soft))!.Import.ShouldBe(Soft);
    }

    [Fact]
    public void Next_HandedOverByAnotherNode_ImportsWhatItLeftBehind()
    {
        _judge.Next(null, Target().Assigned(Node, 2).LeftBehind(1, Soft))!.Import.ShouldBe(Soft);
        _judge.Next(null, Target().Assigned(Node, 9).LeftBehind(1, Soft))!.Import.ShouldBeNull("it is not of the epoch before");
        _judge.Next(Served(2), Target().Assigned(Node, 2).LeftBehind(1, Soft))!.Import.ShouldBeNull("it was taken over before");
    }

    [Fact]
    public void Next_WithdrawnAndAskedBack_GoesOnWithWhatItHad()
    {
        var entry = _judge.Next(Withdrawn(1), Target().Assigned(Node, 1))!;
        (entry.State, entry.Import, entry.Soft).ShouldBe((AssignmentState.Serving, Soft, null));
    }

    [Fact]
    public void Next_SpecTurnsBad_KeepsTheLastGoodOneAndSaysWhy()
    {
        var bad = Target().Assigned(Node, 1).With(spec => spec.Shelf = 4095);
        var entry = _judge.Next(Served(1), bad)!;
        entry.Target.Spec.Shelf.ShouldBe(9);
        entry.Problem.ShouldNotBeNull().ShouldContain("4095");
        _judge.Next(entry, Target().Assigned(Node, 1))!.Problem.ShouldBeNull();
    }

    [Fact]
    public void Next_BackingChangesWithoutSuspend_IsRefusedByTheAgentItself()
    {
        // A server without CEL lets it pass.
        var changed = Target().Assigned(Node, 1).With(spec => spec.Backing = new BackingSpec { Device = new DeviceBacking { Path = "/dev/disk/by-id/other" } });
        _judge.Next(Served(1), changed)!.Target.Spec.Backing.Device!.Path.ShouldBe("/dev/disk/by-id/disk11");
        _judge.Next(Served(1), changed.With(spec => spec.Suspend = true))!.Target.Spec.Backing.Device!.Path.ShouldBe("/dev/disk/by-id/other");
    }

    [Fact]
    public void Next_NeverHadAGoodSpec_IsNotServedUntilItHas()
    {
        var bad = Target().Assigned(Node, 1).With(spec => spec.Shelf = 4095);
        var entry = _judge.Next(null, bad)!;
        (entry.State, entry.IsWanted, entry.IsOurs).ShouldBe((AssignmentState.Invalid, false, true));
        _judge.Next(entry, Target().Assigned(Node, 1))!.IsWanted.ShouldBeTrue();
    }

    [Fact]
    public void Next_NodeIsSuspended_HoldsWhatIsNewAndKeepsWhatIsServed()
    {
        var suspended = new AssignmentJudge(Node, isSuspended: true);
        var held = suspended.Next(null, Target().Assigned(Node, 1))!;
        (held.State, held.IsWanted).ShouldBe((AssignmentState.Held, false));
        suspended.Next(Served(1), Target().Assigned(Node, 1))!.IsWanted.ShouldBeTrue();
        _judge.Next(held, Target().Assigned(Node, 1))!.IsWanted.ShouldBeTrue();
    }

    [Fact]
    public void Next_ObjectGone_LeavesAndIsForgottenThen()
    {
        _judge.Next(Served(1), null)!.Leave.ShouldBe(Leave.Gone);
        _judge.Next(Withdrawn(1), null).ShouldBeNull();
    }

    [Fact]
    public void Next_AnotherObjectOfTheName_WaitsUntilTheFirstIsClosed()
    {
        var anew = Target(uid: "00000000-0000-0000-0000-000000000001").Assigned(Node, 1);
        var leaving = _judge.Next(Served(5), anew)!;
        (leaving.Uid, leaving.Leave).ShouldBe((Target().Metadata.Uid!, Leave.Gone));
        _judge.Next(Withdrawn(5), anew)!.Uid.ShouldBe(anew.Metadata.Uid!);
    }

    private Assignment Served(long epoch) => _judge.Next(null, Target().Assigned(Node, epoch))!;

    private Assignment Withdrawn(long epoch) => Served(epoch) with { State = AssignmentState.Withdrawn, Leave = Leave.Move, Soft = Soft };
}
