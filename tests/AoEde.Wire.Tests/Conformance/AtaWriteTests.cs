using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>C, second half: writing sectors. Each case writes at an address of its own and compares the file itself.</summary>
public sealed class AtaWriteTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte WriteSectors = 0x30, WriteExt = 0x34;
    private const byte WriteFlags = Arguments.Extended | Arguments.Write;

    [SkippableTheory, EverySetup]
    public void Case060_WriteExtOneSector_DoneAndReadBack(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(60, 1);
        var reply = target.Ask(target.Me.Write(60, data));
        reply.ShouldBeDone();
        reply.AtaCount.ShouldBe((byte)0);
        ShouldHold(target, 60, data);
    }

    [SkippableTheory, EverySetup]
    public void Case061_WriteAsMuchAsFits_DoneAndReadBack(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(61, target.MaxSectors);
        target.Ask(target.Me.Write(610, data)).ShouldBeDone();
        ShouldHold(target, 610, data);
    }

    [SkippableTheory, EverySetup]
    public void Case062_WriteWithoutWriteFlag_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(62, 1);
        target.Ask(target.Me.Ata(WriteExt, 62, 1, Arguments.Extended, data)).ShouldBeDone();
        ShouldHold(target, 62, data);
    }

    [SkippableTheory, EverySetup]
    public void Case063_AsyncWrite_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(63, 1);
        target.Ask(target.Me.Ata(WriteExt, 63, 1, WriteFlags | Arguments.Async, data)).ShouldBeDone();
        ShouldHold(target, 63, data);
    }

    [SkippableTheory, EverySetup]
    public void Case064_WriteTwoSectorsWithDataForOne_BadArgumentAndNothingWritten(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 640, 2, () =>
            target.Ask(target.Me.Ata(WriteExt, 640, 2, WriteFlags, Pattern(64, 1))).ShouldBeError(2));
    }

    [SkippableTheory, EverySetup]
    public void Case065_WriteWithoutAWholeSector_BadArgumentAndNothingWritten(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 65, 1, () =>
            target.Ask(target.Me.Ata(WriteExt, 65, 1, WriteFlags, new byte[24])).ShouldBeError(2));
    }

    [SkippableTheory, EverySetup]
    public void Case066_WriteWithTrailingBytes_OneSectorWritten(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(66, 2);
        ShouldLeaveAlone(target, 661, 1, () =>
            target.Ask(target.Me.Ata(WriteExt, 660, 1, WriteFlags, data)).ShouldBeDone());
        ShouldHold(target, 660, data[..512]);
    }

    [SkippableTheory, EverySetup]
    public void Case067_WriteNothing_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 67, 1, () =>
            target.Ask(target.Me.Ata(WriteExt, 67, 0, WriteFlags, Pattern(67, 1))).ShouldBeDone());
    }

    [SkippableTheory, EverySetup]
    public void Case068_WriteMoreThanFits_RefusedAndNothingWritten(int mtu, string engine)
    {
        // Too many for the frame and too few bytes at once: either complaint is true.
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 680, target.MaxSectors + 1, () =>
        {
            var reply = target.Ask(target.Me.Ata(WriteExt, 680, (byte)(target.MaxSectors + 1), WriteFlags, Pattern(68, 1)));
            (reply is { IsError: true, Error: 2 } or { IsError: false, AtaStatus: 0x41, AtaError: 0x04 })
                .ShouldBeTrue(reply.ToString());
        });
    }

    [SkippableTheory, EverySetup]
    public void Case069_WriteBehindTheEnd_OutOfRangeAndFileKeepsItsSize(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Write(2048, Pattern(69, 1))).ShouldBeOutOfRange();
        target.Image.Bytes.ShouldBe(2048 * 512);
    }

    [SkippableTheory, EverySetup]
    public void Case070_WriteAcrossTheEnd_OutOfRangeAndNeitherSectorWritten(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 2047, 1, () => target.Ask(target.Me.Write(2047, Pattern(70, 2))).ShouldBeOutOfRange());
        target.Image.Bytes.ShouldBe(2048 * 512);
    }

    [SkippableTheory, EverySetup]
    public void Case071_WriteLba28_ReadExtFindsIt(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(71, 1);
        target.Ask(target.Me.Ata(WriteSectors, 0xE000_0047, 1, Arguments.Write, data)).ShouldBeDone();
        ShouldHold(target, 0x47, data);
    }

    [SkippableTheory, EverySetup]
    public void Case073_WriteToEverybody_BadArgumentAndNothingWritten(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldLeaveAlone(target, 73, 1, () =>
        {
            var request = target.Me.Write(73, Pattern(73, 1));
            target.Ask(request with { Shelf = 0xFFFF, Slot = 0xFF, Destination = MacAddress.Broadcast }).ShouldBeError(2);
            target.Ask(target.Me.Write(73, Pattern(73, 1)) with { Shelf = 0xFFFF }).ShouldBeError(2);
        });
    }

    [SkippableTheory, EverySetup]
    public void Case074_OverlappingWrites_ArrivalOrder(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        for (var round = 0; round < 50; round++)
        {
            var (first, second) = (Pattern(round, 2), Pattern(1000 + round, 1));
            var replies = target.AskAll([target.Me.Write(740, first), target.Me.Write(741, second)]);
            replies.Count.ShouldBe(2);
            foreach (var reply in replies)
                reply.ShouldBeDone();
            ShouldHold(target, 740, [.. first[..512], .. second]);
        }
    }

    [SkippableTheory, EverySetup]
    public void Case075_RetransmissionAfterAnotherWrite_WrittenAgain(int mtu, string engine)
    {
        // Without the tag extension every frame stands alone: the specification knows no duplicates.
        var target = Target(mtu, engine);
        var (a, b) = (Pattern(75, 1), Pattern(1075, 1));
        var first = target.Me.Write(75, a);
        target.Ask(first).ShouldBeDone();
        target.Ask(target.Me.Write(75, b)).ShouldBeDone();
        target.Ask(first).ShouldBeDone();
        ShouldHold(target, 75, a);
    }

    [SkippableTheory, EverySetup]
    public void Case076_SameWriteThreeTimesInFlight_AnsweredAndWrittenOnce(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = Pattern(76, 1);
        var first = target.Me.Write(76, data);
        RequestFrame[] retransmissions = [first, first with { Tag = target.Me.Initiator.NewTag() }, first with { Tag = target.Me.Initiator.NewTag() }];
        var replies = target.AskAll(retransmissions, expected: 1);
        replies.ShouldContain(r => r.Tag == retransmissions[2].Tag, "the newest tag is the one Linux waits for");
        foreach (var reply in replies)
            reply.ShouldBeDone();
        ShouldHold(target, 76, data);
    }

    private static byte[] Pattern(int seed, int sectors)
    {
        var data = new byte[sectors * TempImage.SectorBytes];
        new Random(seed).NextBytes(data);
        return data;
    }

    private static void ShouldHold(Subject target, ulong lba, byte[] data)
    {
        target.Ask(target.Me.Read(lba, (byte)(data.Length / 512))).ShouldCarry(data);
        FrameDump.Difference(data, target.Image.Read((long)lba, data.Length / 512)).ShouldBeEmpty();
    }

    private static void ShouldLeaveAlone(Subject target, long lba, int sectors, Action attempt)
    {
        var before = target.Image.Read(lba, sectors);
        attempt();
        FrameDump.Difference(before, target.Image.Read(lba, sectors)).ShouldBeEmpty();
    }
}
