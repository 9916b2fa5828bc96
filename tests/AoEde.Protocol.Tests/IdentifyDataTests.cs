using System.Buffers.Binary;

namespace AoEde.Protocol.Tests;

/// <summary>The data word by word: the words named here, and zero in all others.</summary>
public sealed class IdentifyDataTests
{
    [Fact]
    public void Identify_OrdinaryDisk_HasTheseWordsAndNoOthers()
    {
        var info = Sample.Disk with { Sectors = 2048, Serial = "AB", Firmware = "V1", Model = "xyz", PhysicalSectorSize = 512 };
        var expected = new ushort[256];
        Text(expected, 10, 10, "AB");
        Text(expected, 23, 4, "V1");
        Text(expected, 27, 20, "xyz");
        (int Word, int Value)[] words =
        [
            (1, 2), (3, 16), (6, 63),                               // default geometry
            (47, 0x8000), (49, 0x0200), (50, 0x4000),
            (53, 1), (54, 2), (55, 16), (56, 63), (57, 2016),       // present geometry, and its capacity
            (60, 2048),
            (83, 0x7400), (84, 0x4000), (86, 0x7400), (87, 0x4000), // flush, flush ext, LBA48
            (93, 0x400B),
            (100, 2048),
            (106, 0x4000),
            (217, 1),
        ];
        foreach (var (word, value) in words) expected[word] = (ushort)value;
        Words(info).ShouldBe(expected);
    }

    [Theory]
    [InlineData(0UL, 0, 0, 0, 0, 0, 0)]
    [InlineData(0x0FFF_FFFEUL, 0xFFFE, 0x0FFF, 0xFFFE, 0x0FFF, 0, 0)]
    [InlineData(0x0FFF_FFFFUL, 0xFFFF, 0x0FFF, 0xFFFF, 0x0FFF, 0, 0)]
    [InlineData(0x1000_0000UL, 0xFFFF, 0x0FFF, 0x0000, 0x1000, 0, 0)]
    [InlineData(0x0102_0304_0506UL, 0xFFFF, 0x0FFF, 0x0506, 0x0304, 0x0102, 0)]
    [InlineData(0xFFFF_FFFF_FFFFUL, 0xFFFF, 0x0FFF, 0xFFFF, 0xFFFF, 0xFFFF, 0)]
    [InlineData(ulong.MaxValue, 0xFFFF, 0x0FFF, 0xFFFF, 0xFFFF, 0xFFFF, 0)]
    public void Identify_Sectors_AreToldTwice(ulong sectors, int w60, int w61, int w100, int w101, int w102, int w103)
    {
        var words = Words(Sample.Disk with { Sectors = sectors });
        int[] told = [words[60], words[61], words[100], words[101], words[102], words[103]];
        told.ShouldBe([w60, w61, w100, w101, w102, w103]);
    }

    [Theory]
    [InlineData(1007UL, 0)]
    [InlineData(1008UL, 1)]
    [InlineData(0x1000_0000UL, 16383)]
    public void Identify_Geometry_NeverExceedsTheDevice(ulong sectors, int cylinders)
    {
        var words = Words(Sample.Disk with { Sectors = sectors });
        ((int)words[54]).ShouldBe(cylinders);
        var capacity = words[57] | (uint)words[58] << 16;
        capacity.ShouldBe((uint)cylinders * 16 * 63);
        ((ulong)capacity).ShouldBeLessThanOrEqualTo(sectors);
    }

    [Theory]
    [InlineData(512, 512, 0x4000, 0)]
    [InlineData(512, 4096, 0x6003, 0x4000)]
    [InlineData(4096, 4096, 0x6003, 0x4000)]
    [InlineData(4096, 512, 0x6003, 0x4000)]
    [InlineData(512, 1024, 0x6001, 0x4000)]
    [InlineData(512, 512 << 15, 0x600F, 0x4000)]
    [InlineData(512, 512 << 16, 0x4000, 0)]
    [InlineData(512, 3000, 0x4000, 0)]
    [InlineData(0, 0, 0x4000, 0)]
    [InlineData(-512, int.MinValue, 0x4000, 0)]
    public void Identify_PhysicalSector_IsAPowerOfTwoOf512(int logical, int physical, int w106, int w209)
    {
        var words = Words(Sample.Disk with { LogicalSectorSize = logical, PhysicalSectorSize = physical });
        ((int)words[106]).ShouldBe(w106);
        ((int)words[209]).ShouldBe(w209);
        ((int)words[117]).ShouldBe(0, "sectors on the wire are 512 bytes");
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0x20)]
    public void Identify_WriteCache_IsSupportedAndEnabledTogether(bool on, int bits)
    {
        var words = Words(Sample.Disk with { WriteCache = on });
        ((int)words[82]).ShouldBe(bits);
        ((int)words[85]).ShouldBe(bits);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void Identify_Rotational_IsNotCalledSolidState(bool rotational, int word) =>
        ((int)Words(Sample.Disk with { Rotational = rotational })[217]).ShouldBe(word);

    [Fact]
    public void Identify_Text_IsCutAndCleaned()
    {
        var words = Words(Sample.Disk with { Serial = "0123456789012345678901234", Firmware = "é\0ü1", Model = "" });
        words[19].ShouldBe((ushort)('8' << 8 | '9'));
        words[23].ShouldBe((ushort)('?' << 8 | '?'));
        words[24].ShouldBe((ushort)('?' << 8 | '1'));
        words[46].ShouldBe((ushort)0x2020);
        words[20].ShouldBe((ushort)0);
    }

    [Fact]
    public void Identify_DefaultInfo_IsWrittenWithoutText()
    {
        var words = Words(default);
        words[10].ShouldBe((ushort)0x2020);
        words[106].ShouldBe((ushort)0x4000);
    }

    [Fact]
    public void Identify_Memory_IsWrittenExactly()
    {
        var frame = new StaleFrame(600);
        IdentifyData.Write(frame.Span, Sample.Disk);
        frame.Span[..512].IndexOf(StaleFrame.Stale).ShouldBe(-1);
        frame.Span[512..].IndexOfAnyExcept(StaleFrame.Stale).ShouldBe(-1);
        Should.Throw<ArgumentOutOfRangeException>(() => IdentifyData.Write(new byte[511], Sample.Disk));
    }

    private static ushort[] Words(in IdentifyInfo info)
    {
        var frame = new StaleFrame(512);
        IdentifyData.Write(frame.Span, info);
        return [.. Enumerable.Range(0, 256).Select(word => BinaryPrimitives.ReadUInt16LittleEndian(frame.Bytes.AsSpan(2 * word)))];
    }

    private static void Text(ushort[] words, int first, int count, string text)
    {
        text = text.PadRight(2 * count);
        for (var i = 0; i < count; i++) words[first + i] = (ushort)(text[2 * i] << 8 | text[2 * i + 1]);
    }
}
