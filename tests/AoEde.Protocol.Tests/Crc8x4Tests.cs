using AoEde.Protocol.Extensions;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

/// <summary>The checksum against the reference's vectors and against the definition, bit by bit.</summary>
public sealed class Crc8x4Tests
{
    [Theory]
    [InlineData("40000040", false, "fffcfcff")]
    [InlineData("40000040", true, "7e8bf401")]
    [InlineData("41000134", false, "92fc9175")]
    [InlineData("41000134", true, "138b998b")]
    public void Compute_TheReferencesVectors_Agree(string header, bool counting, string checksum)
    {
        var covered = new byte[12 + 512];
        Convert.FromHexString(header).CopyTo(covered, 0);
        for (var i = 0; counting && i < 512; i++)
            covered[12 + i] = (byte)i;
        Compute(covered).ShouldBe(Convert.FromHexString(checksum));
    }

    [Fact]
    public void Compute_TheUsualCheckString_GivesTheCataloguesValueInEachRegister()
    {
        var fourfold = "123456789"u8.ToArray().SelectMany(digit => Enumerable.Repeat(digit, 4)).ToArray();
        Compute(fourfold).ShouldBe([0x27, 0x27, 0x27, 0x27]);
    }

    [Fact]
    public void Compute_AnyBytes_IsFourRegistersOfTheDefinition() =>
        Prop.ForAll(AnyFrame.Bytes(400).Select(b => b[..(b.Length / 4 * 4)]).ToArbitrary(), covered =>
            Compute(covered).SequenceEqual(Enumerable.Range(0, 4).Select(r => Register(covered.Where((_, i) => i % 4 == r)))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Append_ToAReply_StandsBehindTheDataAndCoversIt()
    {
        var frame = new StaleFrame();
        ReplyWriter.Ata(frame.Span, Sample.Reply(AoeCommand.Ata), AtaFlags.Extended, default, 0, AtaStatus.Ready, 0, 512);
        frame.Span.Slice(36, 512).Clear();
        Crc8x4.Append(frame.Span, 512).ShouldBe(552);
        Convert.ToHexString(frame.Bytes.AsSpan(548, 4)).ShouldBe("FFFCFCFF");
        frame.Bytes[552].ShouldBe(StaleFrame.Stale);
    }

    [Fact]
    public void Verify_AFlippedBitAnywhere_IsWrong()
    {
        var frame = new byte[36 + 512 + 4];
        RequestWriter.Write(frame, Sample.Request, 7, Sample.Sector());
        Crc8x4.Append(frame, 512);
        Crc8x4.IsAbsentOrRight(frame, 512).ShouldBeTrue();
        for (var bit = 24 * 8; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Crc8x4.IsAbsentOrRight(frame, 512).ShouldBeFalse($"bit {bit}");
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Theory]
    [InlineData(548, true)]
    [InlineData(551, true)]
    [InlineData(552, false)]
    [InlineData(600, false)]
    public void Verify_FourBytesBehindTheData_AreTheChecksum(int length, bool accepted)
    {
        var frame = new byte[length];
        RequestWriter.Write(frame, Sample.Request, 7, Sample.Sector());
        Crc8x4.IsAbsentOrRight(frame, 512).ShouldBe(accepted);
    }

    [Fact]
    public void Compute_OfBrokenLength_IsTheCallersMistake() =>
        Should.Throw<ArgumentException>(() => Crc8x4.Compute(new byte[5], new byte[4]));

    private static byte[] Compute(byte[] covered)
    {
        var checksum = new byte[4];
        Crc8x4.Compute(covered, checksum);
        return checksum;
    }

    private static byte Register(IEnumerable<byte> bytes)
    {
        var register = 0xFF;
        foreach (var value in bytes)
        {
            register ^= value;
            for (var bit = 0; bit < 8; bit++)
                register = (register & 1) == 0 ? register >> 1 : (register >> 1) ^ 0xB2;
        }

        return (byte)register;
    }
}
