using System.Buffers.Binary;
using System.Text;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>D: ATA commands that are neither read nor write.</summary>
public sealed class AtaOtherTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte IdentifyOpcode = 0xEC, FlushOpcode = 0xE7, FlushExtOpcode = 0xEA, CheckPowerOpcode = 0xE5, SmartOpcode = 0xB0;

    [SkippableTheory, EverySetup]
    public void Case079_Identify_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldIdentify(target.Ask(target.Me.Identify()));
    }

    [SkippableTheory, EverySetup]
    public void Case080_IdentifyToEverybody_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var everybody = target.Me.Identify() with { Shelf = 0xFFFF, Slot = 0xFF, Destination = MacAddress.Broadcast };
        ShouldIdentify(target.Ask(everybody));
    }

    [SkippableTheory, EverySetup]
    public void Case081_IdentifyWithTrailingBytes_Data(int mtu, string engine)
    {
        // aoe-sancheck probes the path with IDENTIFY frames of every length.
        var target = Target(mtu, engine);
        for (var sectors = 1; sectors <= target.MaxSectors; sectors++)
            ShouldIdentify(target.Ask(target.Me.Identify() with { Length = 36 + (512 * sectors) }));
    }

    [SkippableTheory, EverySetup]
    public void Case082_IdentifyCount0_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldIdentify(target.Ask(target.Me.Ata(IdentifyOpcode, 0xA000_0000, 0, flags: 0)));
    }

    [SkippableTheory, EverySetup]
    public void Case083_IdentifyCount2_BadArgument(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(IdentifyOpcode, 0xA000_0000, 2, flags: 0)).ShouldBeError(2);
    }

    [SkippableTheory, EverySetup]
    public void Case084_IdentifyWords_WhatInitiatorsRead(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = target.Ask(target.Me.Identify()).Data;
        (Word(data, 83) & 0x4400).ShouldBe(0x4400, "LBA48");
        (Word(data, 49) & 0x0200).ShouldBe(0x0200, "9front wants LBA");
        BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(200)).ShouldBe((ulong)target.Sectors);
        BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(120)).ShouldBe((uint)target.Sectors);
        foreach (var (first, words) in new[] { (10, 10), (23, 4), (27, 20) })
        {
            var text = Swapped(data, first, words);
            text.Trim().ShouldNotBeEmpty();
            text.ShouldAllBe(c => c >= ' ' && c <= '~', $"words {first} on: '{text}'");
            text[0].ShouldNotBe(' ', $"words {first} on are byte-swapped and padded at their end: '{text}'");
        }
    }

    [SkippableTheory, EverySetup]
    public void Case086_Flush_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(FlushOpcode)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case087_FlushCount1_DoneWithoutData(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(FlushOpcode, count: 1)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case088_FlushCountBeyondTheFrame_DoneWithoutData(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(FlushOpcode, count: 3)).ShouldBeDone();
        target.Ask(target.Me.Ata(FlushOpcode, count: 255)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case089_FlushExt_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        (Word(target.Ask(target.Me.Identify()).Data, 83) & 0x2000).ShouldBe(0x2000, "FLUSH EXT is advertised");
        target.Ask(target.Me.Ata(FlushExtOpcode)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case090_FlushBehindAsyncWrites_AnsweredAndDataInTheFile(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var data = new byte[512];
        new Random(90).NextBytes(data);
        var flags = (byte)(Arguments.Extended | Arguments.Write | Arguments.Async);
        var writes = Enumerable.Range(0, 32).Select(i => target.Me.Ata(0x34, (ulong)(900 + i), 1, flags, data));
        RequestFrame[] requests = [.. writes, target.Me.Flush()];
        var replies = target.AskAll(requests);
        replies.Count.ShouldBe(requests.Length);
        foreach (var reply in replies)
            reply.ShouldBeDone();
        for (var lba = 900; lba < 932; lba++)
            FrameDump.Difference(data, target.Image.Read(lba)).ShouldBeEmpty();
    }

    [SkippableTheory, EverySetup]
    public void Case091_CheckPower_Active(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldBeActive(target.Ask(target.Me.Ata(CheckPowerOpcode, flags: 0)));
    }

    [SkippableTheory, EverySetup]
    public void Case092_CheckPowerAnyCount_ActiveWithoutData(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        ShouldBeActive(target.Ask(target.Me.Ata(CheckPowerOpcode, count: 1, flags: 0)));
        ShouldBeActive(target.Ask(target.Me.Ata(CheckPowerOpcode, count: 255, flags: 0)));
    }

    [SkippableTheory, EverySetup]
    public void Case093_Smart_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Request(0, Arguments.Ata(SmartOpcode, 0xC2_4F_00, 1, flags: 0, feature: 0xD0))).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Case094_UnsupportedOpcodes_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        foreach (var opcode in new byte[] { 0x00, 0xEF, 0x06, 0xC8, 0x25, 0x35, 0x3D, 0x40, 0x42, 0x91 })
            target.Ask(target.Me.Ata(opcode, count: 1)).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Case095_UnknownOpcodeCount255_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(0x01, count: 255)).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Case096_OpcodeZeroWithTrailingData_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(0x00, data: new byte[mtu + 14 - 36])).ShouldBeAborted();
    }

    private static void ShouldIdentify(Reply reply)
    {
        reply.ShouldBeGood();
        reply.AtaStatus.ShouldBe((byte)0x40);
        reply.Length.ShouldBe(36 + 512);
    }

    private static void ShouldBeActive(Reply reply)
    {
        reply.ShouldBeDone();
        reply.AtaCount.ShouldBe((byte)0xFF);
    }

    private static int Word(byte[] data, int word) => BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(word * 2));

    private static string Swapped(byte[] data, int firstWord, int words)
    {
        var text = new StringBuilder();
        for (var at = firstWord * 2; at < (firstWord + words) * 2; at += 2)
            text.Append((char)data[at + 1]).Append((char)data[at]);
        return text.ToString();
    }
}
