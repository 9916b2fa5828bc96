namespace AoEde.Native.Tests.Packet;

public sealed class PayloadAlignmentTests
{
    private const int PayloadOffset = 36;
    private const int SectorBytes = 512;

    [SkippableTheory]
    [InlineData(1500)]
    [InlineData(1501)]
    [InlineData(4000)]
    [InlineData(9000)]
    public void ReceivedPayload_InEverySlot_IsSectorAligned(int mtu)
    {
        using var cable = Cable.Lay(mtu);
        var addresses = new HashSet<nint>();

        for (var number = 0; number <= cable.Port.ReceiveSlots; number++)
        {
            cable.Peer.Send(TestFrame.Request(number, mtu + 14));
            cable.AwaitFrame();
            cable.Port.TryReceive(out var frame);
            ((frame.Address + PayloadOffset) % SectorBytes).ShouldBe(0);
            cable.Port.ReceiveMemory.Contains(frame.Address, frame.Bytes.Length).ShouldBeTrue();
            addresses.Add(frame.Address);
            cable.Port.Release();
        }

        addresses.Count.ShouldBe(cable.Port.ReceiveSlots, "the ring went round once");
    }

    [SkippableTheory]
    [InlineData(1500, false)]
    [InlineData(1501, false)]
    [InlineData(4000, false)]
    [InlineData(9000, false)]
    [InlineData(1500, true)]
    [InlineData(1501, true)]
    [InlineData(9000, true)]
    public void TransmitPayload_InEverySlot_IsSectorAlignedAndSentFromThere(int mtu, bool copies)
    {
        using var cable = Cable.Lay(mtu, copies: copies);
        var addresses = new HashSet<nint>();

        for (var number = 0; number <= cable.Port.TransmitSlots; number++)
        {
            cable.Port.TryReserve(out var frame, out var address).ShouldBeTrue();
            ((address + PayloadOffset) % SectorBytes).ShouldBe(0);
            cable.Port.TransmitMemory.Contains(address, frame.Length).ShouldBeTrue();
            addresses.Add(address);
            cable.Commit(TestFrame.Request(number, mtu + 14));
            cable.FlushAll();
            cable.HearAtPeer().ShouldBe(TestFrame.Request(number, mtu + 14));
        }

        addresses.Count.ShouldBe(cable.Port.TransmitSlots, "the ring went round once");
    }
}
