using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>F: reservations.</summary>
public sealed class ReserveTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte Set = 1;

    [SkippableTheory, EverySetup]
    public void Case111_ReadEmpty_Empty(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldList(target.Ask(target.Me.ReserveRead()));
    }

    [SkippableTheory, EverySetup]
    public void Case112_SetByMe_MineAndIMayGoOn(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        ShouldList(target.Ask(target.Me.ReserveRead()), target.Me.Initiator.Mac);
        target.Ask(target.Me.Read(0, 1)).ShouldCarry(target.Image.Read(0));
    }

    [SkippableTheory, EverySetup]
    public void Case113_ReadAndWriteByAnother_ReservedAndNothingDone(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        target.Ask(target.Other, target.Other.Read(0, 1)).ShouldBeError(6);
        var before = target.Image.Read(113);
        target.Ask(target.Other, target.Other.Write(113, new byte[512])).ShouldBeError(6);
        target.Image.Read(113).ShouldBe(before);
    }

    [SkippableTheory, EverySetup]
    public void Case114_IdentifyByAnother_Data(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        target.Ask(target.Other, target.Other.Identify()).Length.ShouldBe(36 + 512);
    }

    [SkippableTheory, EverySetup]
    public void Case115_ConfigByAnother_NormalAnswer(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        target.Ask(target.Other, target.Other.Config()).ShouldBeGood();
    }

    [SkippableTheory, EverySetup]
    public void Case116_HolderAddsAnother_Good(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        MacAddress[] both = [target.Me.Initiator.Mac, Subject.OtherMac];
        ShouldList(target.Ask(target.Me.ReserveSet(both)), both);
        target.Ask(target.Other, target.Other.Read(0, 1)).ShouldCarry(target.Image.Read(0));
    }

    [SkippableTheory, EverySetup]
    public void Case117_HolderReleases_Empty(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        ShouldList(target.Ask(target.Me.ReserveSet()));
        target.Ask(target.Other, target.Other.Read(0, 1)).ShouldCarry(target.Image.Read(0));
    }

    [SkippableTheory, EverySetup]
    public void Case118_SetByAnother_ReservedWithTheList(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        var reply = target.Ask(target.Other, target.Other.ReserveSet(Subject.OtherMac));
        reply.ShouldBeError(6);
        reply.ReserveList.ShouldBe([target.Me.Initiator.Mac]);
        ShouldList(target.Ask(target.Me.ReserveRead()), target.Me.Initiator.Mac);
    }

    [SkippableTheory, EverySetup]
    public void Case119_ForceByAnother_Good(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        ShouldList(target.Ask(target.Other, target.Other.ReserveForce(Subject.OtherMac)), Subject.OtherMac);
        target.Ask(target.Me.Read(0, 1)).ShouldBeError(6);
    }

    [SkippableTheory, EverySetup]
    public void Case120_CountBeyondTheFrame_BadArgumentAndListUnchanged(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        var request = target.Me.Request(3, Arguments.Reserve(Set, 200, Station(1), Station(2), Station(3)));
        target.Ask(request).ShouldBeError(2);
        ShouldList(target.Ask(target.Me.ReserveRead()), target.Me.Initiator.Mac);
    }

    [SkippableTheory, EverySetup]
    public void Case121_UnknownReserveCommand_BadArgument(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Request(3, Arguments.Reserve(9))).ShouldBeError(2);
    }

    [SkippableTheory, EverySetup]
    public void Case122_FlushAndPowerByAnother_Reserved(int mtu, string engine)
    {
        var target = TargetReservedByMe(mtu, engine);
        foreach (var opcode in new byte[] { 0xE7, 0xEA, 0xE5 })
            target.Ask(target.Other, target.Other.Ata(opcode)).ShouldBeError(6);
    }

    private static void ShouldList(Reply reply, params MacAddress[] macs)
    {
        reply.ShouldBeGood();
        reply.ReserveList.ShouldBe(macs, ignoreOrder: true);
    }

    private Subject TargetReservedByMe(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldList(target.Ask(target.Me.ReserveSet(target.Me.Initiator.Mac)), target.Me.Initiator.Mac);
        return target;
    }
}
