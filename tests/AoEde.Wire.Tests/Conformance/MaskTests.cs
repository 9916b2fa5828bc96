using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>E: the list of stations a target listens to.</summary>
public sealed class MaskTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte Nop = 0, Add = 1, Delete = 2;
    private const byte Edit = 1;

    [SkippableTheory, EverySetup]
    public void Case097_ReadEmptyList_Empty(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldList(target.Ask(target.Me.MaskRead()));
    }

    [SkippableTheory, EverySetup]
    public void Case098_Add_Listed(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var me = target.Me.Initiator.Mac;
        var reply = target.Ask(target.Me.MaskEdit((Add, me)));
        ShouldList(reply, me);
        reply.Bytes[28..30].ShouldBe([0, 0]);
    }

    [SkippableTheory, EverySetup]
    public void Case099_AddTwice_ListedOnce(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var me = target.Me.Initiator.Mac;
        target.Ask(target.Me.MaskEdit((Add, me)));
        ShouldList(target.Ask(target.Me.MaskEdit((Add, me))), me);
    }

    [SkippableTheory, EverySetup]
    public void Case100_DeleteAbsent_Good(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldList(target.Ask(target.Me.MaskEdit((Delete, Station(1)))));
    }

    [SkippableTheory, EverySetup]
    public void Case101_AddThreeInThreeEdits_AllListed(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        MacAddress[] all = [target.Me.Initiator.Mac, Station(1), Station(2), Station(3)];
        for (var i = 0; i < all.Length; i++)
            ShouldList(target.Ask(target.Me.MaskEdit((Add, all[i]))), all[..(i + 1)]);
        ShouldList(target.Ask(target.Me.MaskRead()), all);
    }

    [SkippableTheory, EverySetup]
    public void Case102_DeleteEachOfFour_EmptyAndServed(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        MacAddress[] all = [Station(1), Station(2), Station(3), target.Me.Initiator.Mac];
        target.Ask(target.Me.MaskEdit([.. all.Select(m => (Add, m))]));
        foreach (var mac in all)
            target.Ask(target.Me.MaskEdit((Delete, mac))).ShouldBeGood();
        ShouldList(target.Ask(target.Me.MaskRead()));
        target.Ask(target.Other, target.Other.Read(0, 1)).ShouldCarry(target.Image.Read(0));
    }

    [SkippableTheory, EverySetup]
    public void Case103_Nop_NoChange(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldList(target.Ask(target.Me.MaskEdit((Nop, Station(1)))));
    }

    [SkippableTheory, EverySetup]
    public void Case104_UnknownDirectiveSecond_IndexAndTheFirstStays(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var me = target.Me.Initiator.Mac;
        var reply = target.Ask(target.Me.MaskEdit((Add, me), (9, Station(1)), (Add, Station(2))));
        reply.ShouldBeGood();
        (reply.MaskError, reply.MaskCount).ShouldBe(((byte)2, (byte)1));
        ShouldList(target.Ask(target.Me.MaskRead()), me);
    }

    [SkippableTheory, EverySetup]
    public void Case105_MoreThan255_ListFullWithIndex(int mtu, string engine)
    {
        const int Capacity = 255;
        const int PerFrame = 85;
        var target = Target(mtu, engine);
        MacAddress[] all = [target.Me.Initiator.Mac, .. Enumerable.Range(1, Capacity - 1).Select(Station)];
        // Not every intermediate list fits the answer at MTU 1500; what counts is that each edit is taken.
        foreach (var part in all.Chunk(PerFrame))
            target.Me.AskUntilAnswered(target.Me.MaskEdit([.. part.Select(m => (Add, m))]));
        try
        {
            var reply = target.Ask(target.Me.MaskEdit((Add, all[7]), (Add, Station(1000)), (Nop, Station(1))));
            reply.ShouldBeGood();
            (reply.MaskError, reply.MaskCount).ShouldBe(((byte)3, (byte)1));
        }
        finally
        {
            foreach (var part in all.Reverse().Chunk(PerFrame))
                target.Me.AskUntilAnswered(target.Me.MaskEdit([.. part.Select(m => (Delete, m))]));
        }

        ShouldList(target.Ask(target.Me.MaskRead()));
    }

    [SkippableTheory, EverySetup]
    public void Case106_UnknownMaskCommand_BadArgument(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Request(2, Arguments.Mask(5))).ShouldBeError(2);
    }

    [SkippableTheory, EverySetup]
    public void Case107_CountBeyondTheFrame_BadArgumentAndNothingListed(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var me = target.Me.Initiator.Mac;
        // The frame before leaves directives where a careless parser would go on reading.
        target.Ask(target.Me.MaskEdit([.. Enumerable.Range(0, 100).Select(_ => (Nop, Station(1)))]));
        target.Ask(target.Me.Request(2, Arguments.Mask(Edit, 255, [.. Enumerable.Repeat((Add, me), 4)]))).ShouldBeError(2);
        ShouldList(target.Ask(target.Me.MaskRead()));
    }

    [SkippableTheory, EverySetup]
    public void Case108_StationNotListed_SilenceToEveryCommand(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.MaskEdit((Add, target.Me.Initiator.Mac)));
        var other = target.Other;
        target.ShouldIgnore(
            other, target.Me,
            other.Config(), other.Read(0, 1), other.Identify(), other.Flush(), other.MaskRead(),
            other.MaskEdit((Add, Subject.OtherMac)), other.ReserveForce(Subject.OtherMac), other.Request(7, []));
        ShouldList(target.Ask(target.Me.MaskRead()), target.Me.Initiator.Mac);
        target.Ask(target.Me.ReserveRead()).ReserveCount.ShouldBe((byte)0);
    }

    private static void ShouldList(Reply reply, params MacAddress[] macs)
    {
        reply.ShouldBeGood();
        reply.MaskError.ShouldBe((byte)0);
        reply.MaskList.ShouldBe(macs, ignoreOrder: true);
    }
}
