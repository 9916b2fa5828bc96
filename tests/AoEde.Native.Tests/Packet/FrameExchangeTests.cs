using AoEde.Native.Packet;

namespace AoEde.Native.Tests.Packet;

public sealed class FrameExchangeTests
{
    [SkippableTheory]
    [InlineData(1500, 36)]
    [InlineData(1500, 1514)]
    [InlineData(9000, 60)]
    [InlineData(9000, 9014)]
    public void Receive_FrameOfPeer_IsUnchanged(int mtu, int length)
    {
        using var cable = Cable.Lay(mtu);
        var sent = TestFrame.Request(7, length);

        cable.Peer.Send(sent);

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame).ShouldBeTrue();
        frame.Bytes.ToArray().ShouldBe(sent);
        frame.WireLength.ShouldBe(length);
        frame.IsTruncated.ShouldBeFalse();
        frame.HasVlanTag.ShouldBeFalse();
        frame.IsForAnotherHost.ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData(1500, 60)]
    [InlineData(1500, 1514)]
    [InlineData(9000, 9014)]
    public void Flush_CommittedFrames_ReachPeerInOrder(int mtu, int length)
    {
        using var cable = Cable.Lay(mtu);
        cable.Port.MaximumFrameLength.ShouldBe(mtu + 14);

        for (var number = 0; number < 10; number++)
            cable.Commit(TestFrame.Request(number, length));
        cable.FlushAll();

        for (var number = 0; number < 10; number++)
            cable.HearAtPeer().ShouldBe(TestFrame.Request(number, length));
    }

    [SkippableFact]
    public void TryReceive_BeforeRelease_ShowsTheSameFrame()
    {
        using var cable = Cable.Lay();
        cable.Peer.Send(TestFrame.Request(1));
        cable.Peer.Send(TestFrame.Request(2));

        cable.AwaitFrame();
        cable.Port.TryReceive(out var first);
        cable.Port.TryReceive(out var again);

        again.Address.ShouldBe(first.Address);
        TestFrame.Number(cable.TakeFromRing()).ShouldBe(1);
        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void TryReceive_OwnFrames_AreNotHeard()
    {
        using var cable = Cable.Lay();
        cable.Commit(TestFrame.Request(1));
        cable.FlushAll();
        cable.HearAtPeer();

        cable.Peer.Send(TestFrame.Request(2));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(2);
    }

    [SkippableFact]
    public void Commit_LongerThanTheFrame_IsRefused()
    {
        using var cable = Cable.Lay();
        cable.Port.TryReserve(out var frame, out _).ShouldBeTrue();
        frame.Length.ShouldBe(1514);

        Should.Throw<ArgumentOutOfRangeException>(() => cable.Port.Commit(1515));
        Should.Throw<ArgumentOutOfRangeException>(() => cable.Port.Commit(-1));
        cable.Port.HasUnsent.ShouldBeFalse();
    }

    [SkippableFact]
    public void Open_NoSuchInterface_SaysSo()
    {
        Skip.IfNot(Testing.Host.Prerequisites.Root.IsMet, Testing.Host.Prerequisites.Root.Reason);

        var failure = Should.Throw<NativeException>(() => PacketPort.Open(int.MaxValue, 1500, new PacketPortOptions()));

        failure.Errno.ShouldBe(Errno.ENODEV);
        failure.Message.ShouldContain("ENODEV");
    }
}
