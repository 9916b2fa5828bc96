using AoEde.Native.Packet;
using AoEde.Testing.Host;

namespace AoEde.Native.Tests.Packet;

public sealed class RingPressureTests
{
    [SkippableFact]
    public void TryReserve_RingFull_IsFalseUntilFlushed()
    {
        using var cable = Cable.Lay();
        for (var number = 0; number < cable.Port.TransmitSlots; number++)
            cable.Commit(TestFrame.Request(number));

        cable.Port.TryReserve(out _, out _).ShouldBeFalse();
        cable.Port.HasUnsent.ShouldBeTrue();
        cable.FlushAll();

        cable.Port.TryReserve(out _, out _).ShouldBeTrue();
        for (var number = 0; number < cable.Port.TransmitSlots; number++)
            TestFrame.Number(cable.HearAtPeer()).ShouldBe(number);
    }

    [SkippableFact]
    public void ReadStatistics_RingOverrun_CountsDropsOnceAndForAll()
    {
        using var cable = Cable.Lay();
        var slots = cable.Port.ReceiveSlots;
        for (var number = 0; number < slots + 5; number++)
            cable.Peer.Send(TestFrame.Request(number));

        var statistics = default(PacketStatistics);
        Eventually.True(
            () => (statistics = cable.Port.ReadStatistics()) is var s && s.Received + s.Dropped == slots + 5,
            "all frames counted");
        statistics.Received.ShouldBe(slots);
        statistics.Dropped.ShouldBe(5);
        statistics.Freezes.ShouldBeGreaterThanOrEqualTo(1);
        cable.Port.ReadStatistics().ShouldBe(statistics, "reading twice counts nothing twice");
    }

    [SkippableFact]
    public void TryReceive_AfterOverrun_KeepsTheOldestAndGoesOn()
    {
        using var cable = Cable.Lay();
        var slots = cable.Port.ReceiveSlots;
        for (var number = 0; number < slots + 5; number++)
            cable.Peer.Send(TestFrame.Request(number));

        for (var number = 0; number < slots; number++)
            TestFrame.Number(cable.TakeFromRing()).ShouldBe(number);
        cable.Port.TryReceive(out _).ShouldBeFalse();
        cable.Peer.Send(TestFrame.Request(4711));

        TestFrame.Number(cable.TakeFromRing()).ShouldBe(4711);
    }

    [SkippableFact]
    public void TryReceive_FrameLongerThanTheRings_IsFlaggedTruncated()
    {
        using var cable = Cable.Lay(mtu: 9000, portMtu: 1500);

        cable.Peer.Send(TestFrame.Request(1, 4000));
        cable.Peer.Send(TestFrame.Request(2, 100));

        cable.AwaitFrame();
        cable.Port.TryReceive(out var frame);
        frame.IsTruncated.ShouldBeTrue();
        frame.WireLength.ShouldBe(4000);
        frame.Bytes.Length.ShouldBeInRange(1514, 2048);
        cable.Port.Release();
        cable.TakeFromRing().ShouldBe(TestFrame.Request(2, 100));
    }

    [SkippableFact]
    public void Frames_TenThousandThereAndBack_AllocateNothing()
    {
        using var cable = Cable.Lay();
        var request = TestFrame.Request(1, 548);
        Answer(cable, request, 2_000);

        var answered = 0;
        Allocations.LeastOf(() => answered += Answer(cable, request, 10_000)).ShouldBe(0);

        answered.ShouldBe(30_000);
    }

    // Deadline in rounds: nothing here may allocate, and a clock is not needed to end.
    private static int Answer(Cable cable, byte[] request, int count)
    {
        var answered = 0;
        for (var round = 0L; answered < count && round < 1_000_000_000; round++)
        {
            if (round % 50 == 0)
                cable.Peer.Send(request);
            while (cable.Port.TryReceive(out var frame))
            {
                if (!cable.Port.TryReserve(out var reply, out _))
                    break;
                frame.Bytes.CopyTo(reply);
                cable.Port.Release();
                cable.Port.Commit(frame.Bytes.Length);
            }

            cable.Port.Flush();
            while (cable.Peer.TryReceive(cable.Buffer, TimeSpan.Zero, out _))
                answered++;
        }

        return answered;
    }
}
