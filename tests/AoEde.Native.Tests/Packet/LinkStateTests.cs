using AoEde.Native.Events;
using AoEde.Native.Packet;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.Native.Tests.Packet;

/// <summary>The interface under an open port changes: nothing throws, and what can go on goes on.</summary>
public sealed class LinkStateTests
{
    [SkippableFact]
    public void Port_InterfaceDownAndUp_ReportsAndGoesOn()
    {
        using var cable = Cable.Lay();
        cable.Near.SetDown();

        cable.Commit(TestFrame.Request(1));
        cable.Port.Flush().ShouldBe(Errno.ENETDOWN);
        cable.Port.HasUnsent.ShouldBeTrue();
        cable.Port.TryReceive(out _).ShouldBeFalse();
        HasPollError(cable).ShouldBeTrue();
        cable.Port.LastSocketError().ShouldBe(Errno.ENETDOWN);
        cable.Port.LastSocketError().ShouldBe(0, "the error is taken by reading it");
        HasPollError(cable).ShouldBeFalse();

        cable.Near.SetUp();
        cable.Near.AwaitRunning();
        cable.FlushAll();
        TestFrame.Number(cable.HearAtPeer()).ShouldBe(1);
        cable.Peer.Send(TestFrame.Request(2));
        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void Port_InterfaceDeleted_StaysSilent()
    {
        using var cable = Cable.Lay();
        cable.Peer.Send(TestFrame.Request(1));
        cable.AwaitFrame();
        cable.Near.Delete();

        HasPollError(cable).ShouldBeTrue();
        cable.Port.LastSocketError().ShouldBe(Errno.ENETDOWN);
        cable.Commit(TestFrame.Request(2));
        cable.Port.Flush().ShouldBe(Errno.ENXIO);
        TestFrame.Number(cable.TakeFromRing()).ShouldBe(1, "what had arrived stays readable");
        cable.Port.TryReceive(out _).ShouldBeFalse();
        cable.Port.ReadStatistics().Received.ShouldBe(1);
    }

    [SkippableFact]
    public void DiscardUnsent_WhileThePeerIsDown_FreesTheRing()
    {
        using var cable = Cable.Lay();
        cable.Near.SetDown();
        for (var number = 0; number < cable.Port.TransmitSlots; number++)
            cable.Commit(TestFrame.Request(number));
        cable.Port.Flush().ShouldBe(Errno.ENETDOWN);

        cable.Port.DiscardUnsent().ShouldBe(cable.Port.TransmitSlots);

        cable.Port.HasUnsent.ShouldBeFalse();
        cable.Near.SetUp();
        cable.Near.AwaitRunning();
        cable.Commit(TestFrame.Request(4711));
        cable.FlushAll();
        TestFrame.Number(cable.HearAtPeer()).ShouldBe(4711, "the discarded frames are never sent");
    }

    [SkippableFact]
    public void Port_MtuLowered_DropsLongFramesAndGoesOn()
    {
        using var cable = Cable.Lay(mtu: 9000);
        cable.Near.SetMtu(1500);

        cable.Commit(TestFrame.Request(1, 9014));
        cable.Commit(TestFrame.Request(2, 1514));
        cable.FlushAll();

        TestFrame.Number(cable.HearAtPeer()).ShouldBe(2);
        cable.Port.TryReserve(out _, out _).ShouldBeTrue();
        cable.Peer.Send(TestFrame.Request(3, 1514));
        cable.TakeFromRing().ShouldBe(TestFrame.Request(3, 1514));
    }

    [SkippableFact]
    public void Port_MtuRaised_StaysReadable()
    {
        using var cable = Cable.Lay();
        cable.Near.SetMtu(9000);
        cable.Far.SetMtu(9000);

        cable.Peer.Send(TestFrame.Request(1, 9014));
        cable.Peer.Send(TestFrame.Request(2, 1514));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(1);
        cable.TakeFromRing().ShouldBe(TestFrame.Request(2, 1514));
    }

    [SkippableFact]
    public void Port_PeerDown_KeepsFramesUntilItIsBack()
    {
        using var cable = Cable.Lay();
        cable.Far.SetDown();
        Eventually.True(() => !cable.Near.IsRunning, "carrier lost");

        cable.Commit(TestFrame.Request(1));
        cable.Port.Flush().ShouldBeOneOf(Errno.ENOBUFS, Errno.ENETDOWN, 0);

        cable.Far.SetUp();
        cable.Near.AwaitRunning();
        cable.FlushAll();
        cable.Commit(TestFrame.Request(2));
        cable.FlushAll();
    }

    [SkippableFact]
    public void Open_InterfaceDown_WorksOnceItIsUp()
    {
        using var cable = Cable.Lay();
        cable.Near.SetDown();
        var index = cable.Near.Index;
        using var port = NamespaceThread.Run(cable.Near.Host, () => PacketPort.Open(index, 1500, new PacketPortOptions()));
        port.LastSocketError().ShouldBe(Errno.ENETDOWN);

        cable.Near.SetUp();
        cable.Near.AwaitRunning();
        cable.Peer.Send(TestFrame.Request(1));

        Eventually.True(() => port.TryReceive(out _), "a frame in the new port's ring");
    }

    private static bool HasPollError(Cable cable)
    {
        var poller = new Poller(1);
        var index = poller.Add(cable.Port.PollDescriptor);
        poller.Wait(0);
        return poller.HasError(index);
    }
}
