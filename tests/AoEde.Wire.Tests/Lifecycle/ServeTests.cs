using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Initiators;
using AoEde.Testing.Load;
using AoEde.Testing.Networks;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Lifecycle;

/// <summary>Targets from manifests: what outlives a restart, and many at a time.</summary>
public sealed class ServeTests
{
    private const byte ForceSet = 4, Add = 1;

    [SkippableFact]
    public void Case042_ConfigStringSetAndRestarted_StillThere()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start();
        using var initiator = Initiator.Open(initiatorLink);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.Config(ForceSet, "owner=me")).ShouldBeGood();
        serve.Restart();
        client.AskUntilAnswered(client.Config()).Text.ShouldBe("owner=me");
    }

    [SkippableFact]
    public void Case109_MaskListSetAndRestarted_StillThereAndAnnouncedToEach()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        serve.Write("disk", 2, image.Path);
        serve.Start();
        using var initiator = Initiator.Open(initiatorLink);
        using var watcher = Initiator.Open(initiatorLink, takesEverything: true);
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.MaskEdit((Add, initiator.Mac), (Add, Subject.OtherMac))).ShouldBeGood();
        watcher.Forget();

        serve.Restart();

        client.AskUntilAnswered(client.MaskRead()).MaskList.ShouldBe([initiator.Mac, Subject.OtherMac], ignoreOrder: true);
        var announced = new List<MacAddress>();
        while (watcher.TryTake(TimeSpan.Zero, out var seen))
        {
            if (seen is { Command: 1, Tag: 0, VersionAndFlags: 0x18 })
                announced.Add(seen.Destination);
        }

        announced.Distinct().ShouldBe([initiator.Mac, Subject.OtherMac], ignoreOrder: true);
    }

    [SkippableFact]
    public void Case110_RemoteEditsForbidden_BadArgumentAndListUnchanged()
    {
        Requires.OurAgent();
        var (network, link, initiatorLink) = TestNetwork.Pair(1500);
        using var _ = network;
        using var image = new TempImage(64);
        using var serve = new ServeProcess(link.Host);
        using var initiator = Initiator.Open(initiatorLink);
        serve.Write("disk", 2, image.Path, more: $"initiators: {{ mode: List, macs: [\"{initiator.Mac}\"] }}");
        serve.Start();
        var client = initiator.Find(1, 2);
        client.AskUntilAnswered(client.MaskEdit((Add, Subject.OtherMac))).ShouldBeError(2);
        client.AskUntilAnswered(client.MaskRead()).MaskList.ShouldBe([initiator.Mac]);
    }

    [SkippableFact]
    public void ManyTargetsOnTwoInterfaces_EachServesItsOwnDisk()
    {
        Requires.OurAgent();
        using var many = new ManyTargets();
        many.Serve.Agent.Output.ShouldContain("ready: 256 of 256 targets exported");
        foreach (var target in ManyTargets.OnFirst)
            many.ShouldServe(many.First, target);
        foreach (var target in ManyTargets.OnSecond)
            many.ShouldServe(many.Second, target);
        Discovered(many.First, ManyTargets.OnFirst.Count).ShouldBe(ManyTargets.OnFirst.Select(ManyTargets.AddressOf));
        Discovered(many.Second, ManyTargets.OnSecond.Count).ShouldBe(ManyTargets.OnSecond.Select(ManyTargets.AddressOf));
        many.Serve.Agent.Stop().ShouldBe(0, many.Serve.Agent.Story);
    }

    [SkippableFact]
    public void ManyTargetsOnTwoInterfaces_OneLinkDownAndUp_OtherUndisturbedUnderLoad()
    {
        Requires.OurAgent();
        const int OnlyOnFirst = 0, OnBoth = 2;
        using var many = new ManyTargets();
        var journal = new LoadJournal(2, 63, 2);
        // So late that a lost frame shows as a retransmission.
        var options = new LoadOptions { RetransmitAfter = TimeSpan.FromSeconds(15) };
        using var load = new BackgroundLoad(many.Find(many.Second, OnBoth), options, journal);
        load.AwaitProgress(500);

        many.FirstLink.SetDown();
        many.Serve.AwaitCondition(ManyTargets.NameOf(OnlyOnFirst), "Exported", "False").Reason.ShouldBe("LinkDown");
        many.Serve.AwaitCondition(ManyTargets.NameOf(OnBoth), "Exported", "True");
        load.AwaitProgress(500);
        many.First.Forget();
        many.FirstLink.SetUp();
        many.FirstLink.AwaitRunning();
        ManyTargets.AwaitAnnouncements(many.First, ManyTargets.OnFirst, sectors: 2);
        load.AwaitProgress(500);

        var result = load.Finish();
        result.Failure.ShouldBeNull(many.Serve.Agent.Story);
        result.Retransmissions.ShouldBe(0, "nothing is lost on the other cable");
        journal.Check(many.ImageOf(OnBoth)).ShouldBeNull();
        many.ShouldServe(many.First, OnlyOnFirst);
        many.ShouldServe(many.First, OnBoth);
    }

    [SkippableFact]
    public void ManyTargetsOnTwoInterfaces_MtuOfOneChanged_ItsTargetsAnnouncedAnewAndNotTheOthers()
    {
        Requires.OurAgent();
        using var many = new ManyTargets();
        many.ShouldServe(many.First, ManyTargets.OnFirst[^1]);
        many.First.Forget();
        many.Second.Forget();

        many.SecondLink.SetMtu(1500);
        ManyTargets.AwaitAnnouncements(many.Second, ManyTargets.OnSecond, sectors: 2);
        many.ShouldServe(many.Second, ManyTargets.OnSecond[0]);
        many.SecondLink.SetMtu(9000);
        ManyTargets.AwaitAnnouncements(many.Second, ManyTargets.OnSecond, sectors: 17);

        // Whatever was sent on the first interface has arrived before this answer.
        many.ShouldServe(many.First, ManyTargets.OnFirst[0]);
        string.Join('\n', many.First.Advertisements).ShouldBeEmpty();
    }

    private static IEnumerable<AoeAddress> Discovered(Initiator initiator, int expected) =>
        initiator.Discover(expected).Select(found => new AoeAddress(found.Shelf, found.Slot));
}
