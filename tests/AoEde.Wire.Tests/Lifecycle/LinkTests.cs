using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>What becomes of a target when its interface does.</summary>
public sealed class LinkTests
{
    [SkippableFact]
    public void Case157_LinkDownAndUp_AnnouncedAgainAndLoadGoesOn()
    {
        Requires.OurAgent();
        using var target = NewSubject(1500);
        var journal = new LoadJournal(0, 256, 2);
        using var load = new BackgroundLoad(target.Me, new LoadOptions { RetransmitAfter = TimeSpan.FromMilliseconds(50) }, journal);
        load.AwaitProgress(200);
        target.Other.Initiator.Forget();

        target.Link.SetDown();
        target.Process.IsRunning.ShouldBeTrue();
        target.Link.SetUp();
        target.Link.AwaitRunning();

        load.AwaitProgress(500);
        load.Finish().Failure.ShouldBeNull(target.Process.Story);
        journal.Check(target.Image.Path).ShouldBeNull();
        AwaitAnnouncement(target);
    }

    [SkippableFact]
    public void Case159_MtuLoweredUnderLoad_AliveAndAdvertisesLess()
    {
        Requires.OurAgent();
        using var target = NewSubject(9000);
        var journal = new LoadJournal(0, 64, 17);
        using (var load = new BackgroundLoad(target.Me, new LoadOptions(), journal))
        {
            load.AwaitProgress(200);
            target.Link.SetMtu(1500);
            AwaitSectorCount(target, 2);
            // Its answers no longer fit; what was on the way may stay without one.
            load.Abandon();
        }

        target.Me.AskUntilAnswered(target.Me.Read(0, 2)).ShouldBeGood();
        target.Link.SetMtu(9000);
        AwaitSectorCount(target, 17);
        target.Me.AskUntilAnswered(target.Me.Read(0, 17)).Length.ShouldBe(36 + (17 * 512));
        journal.Check(target.Image.Path).ShouldBeNull();
    }

    [SkippableFact]
    public void AnswerThatCannotBeDelivered_OthersStillAre()
    {
        Requires.OurAgent();
        using var target = NewSubject(9000);
        // From now on the initiator's end takes no large frames, and the target cannot know.
        target.InitiatorLink.SetMtu(1500);
        target.Me.Initiator.Send(target.Me.Read(0, 17));
        target.Me.AskUntilAnswered(target.Me.Config()).ShouldBeGood();
        target.Me.AskUntilAnswered(target.Me.Read(0, 1)).ShouldCarry(new byte[512]);
    }

    [SkippableFact]
    public void InterfaceDeletedAndMadeAnew_ServedAgain()
    {
        Requires.OurAgent();
        using var target = NewSubject(1500);
        target.Link.Delete();
        Eventually.Holds(() => !target.Process.IsRunning, TimeSpan.FromMilliseconds(300))
            .ShouldBeFalse($"it must outlive its interface: {target.Process.Story}");

        target.Network.Connect(target.Link.Host, target.Link.Name, target.InitiatorLink.Host, target.InitiatorLink.Name, 1500);
        using var initiator = Initiator.Open(target.InitiatorLink);
        var client = initiator.Find(SubjectOptions.Shelf, SubjectOptions.Slot);
        client.Target.Mac.ShouldBe(target.Link.Mac);
        client.AskUntilAnswered(client.Read(5, 1)).ShouldCarry(target.Image.Read(5));
    }

    private static Subject NewSubject(int mtu)
    {
        var sectors = (mtu - 36) / 512;
        var subject = new Subject(new SubjectOptions(mtu, "auto") { Sectors = 256 * sectors, IsFilled = false });
        subject.Me.AskUntilAnswered(subject.Me.Config());
        return subject;
    }

    private static void AwaitAnnouncement(Subject target) => Eventually.True(
        () =>
        {
            target.Other.Initiator.TryTake(TimeSpan.FromMilliseconds(50), out _);
            return target.Other.Initiator.Advertisements.Count > 0;
        },
        "announced again");

    // Asked by the other initiator: the load has the first one's ring to itself.
    private static void AwaitSectorCount(Subject target, byte sectors) => Eventually.True(
        () => target.Other.AskUntilAnswered(target.Other.Config()).SectorCount == sectors, $"{sectors} sectors advertised");
}
