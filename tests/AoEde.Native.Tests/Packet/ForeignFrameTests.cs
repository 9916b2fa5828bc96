namespace AoEde.Native.Tests.Packet;

/// <summary>Frames that reach the socket but are not for this interface.</summary>
public sealed class ForeignFrameTests
{
    [SkippableFact]
    public void HasVlanTag_FrameOfAnUnknownVlan_IsTrue()
    {
        using var cable = Cable.Lay();

        cable.Peer.Send(TestFrame.Tagged(TestFrame.Request(1), vlan: 5));

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame);
        TestFrame.Number(frame.Bytes).ShouldBe(1);
        frame.HasVlanTag.ShouldBeTrue();
    }

    [SkippableFact]
    public void HasVlanTag_PriorityTagOnly_IsFalse()
    {
        using var cable = Cable.Lay();

        cable.Peer.Send(TestFrame.Tagged(TestFrame.Request(1), vlan: 0));

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame);
        TestFrame.Number(frame.Bytes).ShouldBe(1);
        frame.HasVlanTag.ShouldBeFalse();
    }

    [SkippableFact]
    public void HasVlanTag_BroadcastSharedWithAMacvlan_IsFalse()
    {
        using var cable = Cable.Lay();
        cable.Near.Host.Ip("link", "add", "link", cable.Near.Name, "name", "upper0", "type", "macvlan", "mode", "bridge");
        cable.Near.Host.Ip("link", "set", "dev", "upper0", "up");

        cable.Peer.Send(TestFrame.Request(1));

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame);
        TestFrame.Number(frame.Bytes).ShouldBe(1);
        frame.HasVlanTag.ShouldBeFalse();
    }

    [SkippableFact]
    public void IsForAnotherHost_UnicastToAnother_OnlyWhenPromiscuous()
    {
        using var cable = Cable.Lay();
        cable.Near.SetPromiscuous(true);
        var other = TestFrame.Request(1);
        new byte[] { 2, 0, 0, 0, 0, 0x77 }.CopyTo(other, 0);

        cable.Peer.Send(other);

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame);
        frame.IsForAnotherHost.ShouldBeTrue();
        frame.HasVlanTag.ShouldBeFalse();
    }
}
