using AoEde.Native.Packet;

namespace AoEde.Native.Tests.Packet;

/// <summary>Several ports on one interface, of which each takes the frames of its senders.</summary>
public sealed class FanoutTests
{
    private const int Senders = 256;

    // Filters that let everything in: what is not taken twice, the kernel's group has shared out.
    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Join_FramesOfManySenders_SpreadAndEachSenderStaysAtOne(int ports)
    {
        using var group = PortGroup.Open(ports, _ => new PacketShare(0, 1));
        group.Join();

        var first = group.Receive(Senders);
        var second = group.Receive(Senders);

        first.ShouldBe(second);
        // Neighbouring addresses: as evenly as they can be spread, give or take half.
        first.GroupBy(port => port).Select(g => g.Count()).Order().First().ShouldBeGreaterThan(Senders / ports / 2);
    }

    [SkippableFact]
    public void Join_LinkWentDownAndCameBack_EachSenderStaysWhereItWas()
    {
        using var group = PortGroup.Open(4, i => new PacketShare(i, 4));
        group.Join();
        var before = group.Receive(Senders);

        group.Cable.Near.SetDown();
        group.Cable.Near.SetUp();
        group.AwaitReception();

        group.Receive(Senders).ShouldBe(before);
    }

    [SkippableFact]
    public void Open_NotJoinedYet_EachFrameIsTakenOnce()
    {
        using var group = PortGroup.Open(4, i => new PacketShare(i, 4));

        var alone = group.Receive(Senders);
        group.Join();

        group.Receive(Senders).ShouldBe(alone);
    }

    [SkippableFact]
    public void Open_ShareOfAPortThatTakesEverything_IsRefused() => Should.Throw<ArgumentException>(() =>
        PacketPort.Open(1, 1500, new PacketPortOptions { ReceiveResponses = true, Share = new PacketShare(0, 2) }));
}
