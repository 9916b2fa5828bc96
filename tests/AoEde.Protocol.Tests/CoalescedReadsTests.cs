using AoEde.Protocol.Extensions;

namespace AoEde.Protocol.Tests;

/// <summary>The further reads behind a read: as many as are claimed and lie within the frame.</summary>
public sealed class CoalescedReadsTests
{
    [Theory]
    [InlineData(36, 3, 0)]
    [InlineData(37, 3, 0)]
    [InlineData(52, 3, 0)]
    [InlineData(53, 3, 1)]
    [InlineData(60, 9, 1)]
    [InlineData(68, 9, 1)]
    [InlineData(69, 9, 2)]
    [InlineData(85, 3, 3)]
    [InlineData(200, 3, 3)]
    [InlineData(1514, 255, 92)]
    [InlineData(9014, 255, 255)]
    [InlineData(200, 0, 0)]
    public void Count_ByLengthAndClaim_IsTheSmaller(int length, byte claimed, int count) =>
        CoalescedReads.In(Header(Frame(length, claimed))).Count.ShouldBe(count);

    [Fact]
    public void Entry_OfAFrame_HasItsFields()
    {
        var frame = Frame(85, 2);
        Convert.FromHexString("0102030411223344556677889910aa05").CopyTo(frame, 53);
        var entry = CoalescedReads.In(Header(frame))[1];
        entry.ShouldBe(new CoalescedRead(0x01020304, 0x665544332211, 0x7788, 5));
        entry.Lba(AtaOpcode.ReadSectorsExt).ShouldBe(0x665544332211UL);
        entry.Lba(AtaOpcode.ReadSectors).ShouldBe(0x04332211UL, "28 bits");
    }

    [Fact]
    public void Entry_BeyondTheCount_DoesNotExist()
    {
        var frame = Frame(85, 2);
        Should.Throw<ArgumentOutOfRangeException>(() => CoalescedReads.In(Header(frame))[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => CoalescedReads.In(Header(frame))[-1]);
    }

    private static AoeHeader Header(byte[] frame)
    {
        AoeHeader.TryParse(frame, out var header).ShouldBeTrue();
        return header;
    }

    private static byte[] Frame(int length, byte claimed)
    {
        var frame = new byte[Math.Max(length, 60)];
        RequestWriter.Read(frame, Sample.Request, 7, 1);
        frame[36] = claimed;
        Array.Resize(ref frame, length);
        return frame;
    }
}
