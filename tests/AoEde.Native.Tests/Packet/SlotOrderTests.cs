namespace AoEde.Native.Tests.Packet;

/// <summary>Slots kept and claimed beyond their turn, for disk I/O straight from and into the rings.</summary>
public sealed class SlotOrderTests
{
    [SkippableFact]
    public void Keep_SlotsReleasedInAnyOrder_LoseAndRepeatNothing()
    {
        using var cable = Cable.Lay();
        var slots = cable.Port.ReceiveSlots;
        var kept = new List<int>();
        for (var number = 0; number < slots; number++)
        {
            cable.Peer.Send(TestFrame.Request(number));
            cable.AwaitFrame();
            kept.Add(cable.Port.Keep());
        }

        cable.Port.TryReceive(out _).ShouldBeFalse("a kept frame is not shown again when the ring has gone round");
        foreach (var slot in kept.OrderBy(slot => slot * 7 % slots))
            cable.Port.Release(slot);
        for (var number = 100; number < 100 + slots; number++)
        {
            cable.Peer.Send(TestFrame.Request(number));
            TestFrame.Number(cable.TakeFromRing()).ShouldBe(number);
        }
    }

    [SkippableFact]
    public void Claim_CommittedOutOfOrder_LeavesInRingOrder()
    {
        using var cable = Cable.Lay();
        var slots = new int[3];
        for (var number = 0; number < slots.Length; number++)
        {
            cable.Port.TryReserve(out var frame, out _).ShouldBeTrue();
            TestFrame.Request(number).CopyTo(frame);
            slots[number] = cable.Port.Claim();
        }

        cable.Port.Commit(slots[2], 60);
        cable.Port.HasUnsent.ShouldBeFalse("the kernel could take nothing: the first frame is not ready");
        cable.Port.Commit(slots[0], 60);
        cable.Port.HasUnsent.ShouldBeTrue();
        cable.FlushAll();
        TestFrame.Number(cable.HearAtPeer()).ShouldBe(0);
        cable.Port.Commit(slots[1], 60);
        cable.FlushAll();

        TestFrame.Number(cable.HearAtPeer()).ShouldBe(1);
        TestFrame.Number(cable.HearAtPeer()).ShouldBe(2);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Claim_CommittedEmpty_SendsNothingAndFreesTheSlot(bool copies)
    {
        using var cable = Cable.Lay(copies: copies);
        for (var number = 0; number < cable.Port.TransmitSlots; number++)
        {
            cable.Port.TryReserve(out _, out _).ShouldBeTrue();
            cable.Port.Commit(cable.Port.Claim(), 0);
        }

        cable.FlushAll();
        cable.Commit(TestFrame.Request(4711));
        cable.FlushAll();

        TestFrame.Number(cable.HearAtPeer()).ShouldBe(4711);
    }

    [SkippableFact]
    public void TryReserve_ClaimedSlotComesRound_IsFalse()
    {
        using var cable = Cable.Lay();
        for (var number = 0; number < cable.Port.TransmitSlots; number++)
        {
            cable.Port.TryReserve(out _, out _).ShouldBeTrue();
            cable.Port.Claim();
        }

        cable.Port.TryReserve(out _, out _).ShouldBeFalse();
        cable.Port.DiscardUnsent().ShouldBe(0);
    }

    [SkippableFact]
    public void ReleaseAndCommit_SlotNotOurs_AreRefused()
    {
        using var cable = Cable.Lay();

        Should.Throw<InvalidOperationException>(() => cable.Port.Release(0));
        Should.Throw<InvalidOperationException>(() => cable.Port.Commit(0, 60));
    }
}
