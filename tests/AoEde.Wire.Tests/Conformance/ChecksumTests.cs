using System.Buffers.Binary;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>G: a checksum behind the data, for those who negotiated it and for nobody else.</summary>
public sealed class ChecksumTests(Subjects subjects) : ConformanceTests(subjects)
{
    [SkippableTheory, EverySetup]
    public void Case147_Read_ChecksumBehindTheData(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var counting = Enumerable.Range(0, 512).Select(i => (byte)i).ToArray();
        target.Ask(target.Me.Write(0, new byte[512]).WithChecksum()).ShouldBeDone();
        var first = target.Ask(target.Me, target.Me.Read(0, 1), checksums: true);
        Convert.ToHexString(first.Bytes.AsSpan(548)).ShouldBe("FFFCFCFF");
        target.Ask(target.Me.Write(0, counting).WithChecksum()).ShouldBeDone();
        Convert.ToHexString(target.Ask(target.Me, target.Me.Read(0, 1), checksums: true).Bytes.AsSpan(548)).ShouldBe("7E8BF401");
        target.Ask(target.Me.Write(0, TempImage.InitialSector(0)).WithChecksum()).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case148_Identify_ChecksumBehindTheData(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        target.Ask(target.Me, target.Me.Identify(), checksums: true).Length.ShouldBe(552);
    }

    [SkippableTheory, EverySetup]
    public void Case149_WriteWithChecksum_Done(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var data = Pattern(149, (mtu - 36 - 4) / 512);
        target.Ask(target.Me.Write(1490, data).WithChecksum()).ShouldBeDone();
        ShouldHold(target, 1490, data);
        target.Ask(target.Me, target.Me.Read(1490, (byte)(data.Length / 512)), checksums: true).Length.ShouldBe(36 + data.Length + 4);
    }

    [SkippableTheory, EverySetup]
    public void Case150_WriteWithWrongChecksum_SilenceAndNothingWritten(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var before = target.Image.Read(150);
        target.ShouldIgnore(target.Me.Write(150, Pattern(150, 1)).WithChecksum(flip: 0x10));
        ShouldHold(target, 150, before);
    }

    [SkippableTheory, EverySetup]
    public void Case151_WrongThenRightWithTheSameTag_Written(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "tag_inc_le");
        var data = Pattern(151, 1);
        var tag = BinaryPrimitives.ReverseEndianness(100u);
        target.ShouldIgnore(target.Me.Write(151, data).WithChecksum(flip: 1) with { Tag = tag });
        target.Ask(target.Me.Write(151, data).WithChecksum() with { Tag = tag }).ShouldBeDone();
        ShouldHold(target, 151, data);
        target.Ask(target.Me.Write(151, Pattern(1151, 1)).WithChecksum() with { Tag = tag }).ShouldBeDone();
        ShouldHold(target, 151, data);
    }

    [SkippableTheory, EverySetup]
    public void Case152_WriteWithoutChecksum_Done(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        var data = Pattern(152, 1);
        target.Ask(target.Me.Write(152, data)).ShouldBeDone();
        ShouldHold(target, 152, data);
    }

    [SkippableTheory, EverySetup]
    public void Case153_NegotiatedByAnother_NoChecksum(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Other, target.Other.Extensions("crc8x4"));
        target.Ask(target.Me.Read(0, 1)).Length.ShouldBe(548);
        target.Ask(target.Me.Identify()).Length.ShouldBe(548);
        target.Ask(target.Other, target.Other.Read(0, 1), checksums: true).Length.ShouldBe(552);
        var data = Pattern(153, 1);
        target.Ask(target.Me.Write(153, data).WithChecksum(flip: 1)).ShouldBeDone();
        ShouldHold(target, 153, data);
    }

    [SkippableTheory, EverySetup]
    public void Case154_ConfigForceSet_EndsWhatItsSenderNegotiated(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        target.Ask(target.Other, target.Other.Extensions("crc8x4"));
        target.Ask(target.Me.Config(4, "154"));
        target.Ask(target.Me.Read(0, 1)).Length.ShouldBe(548);
        target.Ask(target.Other, target.Other.Read(0, 1), checksums: true).Length.ShouldBe(552, "the other's goes on");
    }

    [SkippableTheory, EverySetup]
    public void Checksum_AfterAConfigSetThatIsRefused_GoesOn(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        target.Ask(target.Other, target.Other.Config(4, "taken"));
        target.Ask(target.Me.Config(3, "mine")).ShouldBeError(4);
        target.Ask(target.Me, target.Me.Read(0, 1), checksums: true).Length.ShouldBe(552);
        target.Ask(target.Me.Config(3, "taken")).ShouldBeGood();
        target.Ask(target.Me.Read(0, 1)).Length.ShouldBe(548);
    }

    [SkippableTheory, EverySetup]
    public void Checksum_OfShortAnswers_IsNone(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine);
        target.Ask(target.Me.Read(2048, 1)).ShouldBeOutOfRange();
        target.Ask(target.Me.Flush()).ShouldBeDone();
        target.Ask(target.Me.Write(155, [])).ShouldBeDone();
        target.Ask(target.Me.Read(0, (byte)(target.MaxSectors + 1))).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Checksum_OfCoalescedReads_BehindEach(int mtu, string engine)
    {
        var target = Negotiated(mtu, engine, "coalesced_read");
        var request = target.Me.Ata(0x24, 10, 1, data: Arguments.FurtherReads(null, (0x7000_0001, 12, 2)));
        var replies = target.Me.Exchange([request], expected: 2);
        replies.Select(r => r.Length).ShouldBe([552, 36 + 1024 + 4], ignoreOrder: true);
        foreach (var reply in replies)
            Checksum.IsAt(reply.Bytes, reply.Length - 4).ShouldBeTrue();
    }

    private Subject Negotiated(int mtu, string engine, params string[] further)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Extensions(["reset", "crc8x4", .. further])).Bytes[26..39].ShouldBe("RESET\0CRC8X4\0"u8.ToArray());
        return target;
    }

    private static byte[] Pattern(int seed, int sectors)
    {
        var data = new byte[sectors * TempImage.SectorBytes];
        new Random(seed).NextBytes(data);
        return data;
    }

    private static void ShouldHold(Subject target, long lba, byte[] data) =>
        FrameDump.Difference(data, target.Image.Read(lba, data.Length / 512)).ShouldBeEmpty();
}
