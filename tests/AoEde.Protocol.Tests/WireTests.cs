namespace AoEde.Protocol.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData(576, 1)]
    [InlineData(1500, 2)]
    [InlineData(1571, 2)]
    [InlineData(1572, 3)]
    [InlineData(2083, 3)]
    [InlineData(4200, 8)]
    [InlineData(4608, 8)]
    [InlineData(9000, 17)]
    [InlineData(9180, 17)]
    [InlineData(16110, 31)]
    [InlineData(65535, 127)]
    [InlineData(1_000_000, 255)]
    [InlineData(int.MaxValue, 255)]
    [InlineData(547, 0)]
    [InlineData(36, 0)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(int.MinValue, 0)]
    public void SectorsPerFrame_Mtu_IsWhatInitiatorsReckon(int mtu, int sectors) => AoeWire.SectorsPerFrame(mtu).ShouldBe(sectors);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(551, 0)]
    [InlineData(552, 1)]
    [InlineData(1500, 2)]
    [InlineData(9000, 17)]
    [InlineData(36 + (17 * 512) + 3, 16)]
    [InlineData(36 + (17 * 512) + 4, 17)]
    [InlineData(1_000_000, 255)]
    public void SectorsPerFrame_WithChecksum_LeavesRoomForIt(int mtu, int sectors) =>
        AoeWire.SectorsPerFrameWithChecksum(mtu).ShouldBe(sectors);

    [Theory]
    [InlineData(0x20, true, false)]
    [InlineData(0x24, true, false)]
    [InlineData(0x30, false, true)]
    [InlineData(0x34, false, true)]
    [InlineData(0xEC, false, false)]
    [InlineData(0xE7, false, false)]
    [InlineData(0x00, false, false)]
    public void AtaRequest_Opcode_DecidesDirectionWhateverTheFlags(byte opcode, bool reads, bool writes)
    {
        var frame = new StaleFrame();
        foreach (var flags in (AtaFlags[])[AtaFlags.None, AtaFlags.Write, AtaFlags.Extended | AtaFlags.Write])
        {
            var length = RequestWriter.Ata(frame.Span, Sample.Request, flags, (AtaOpcode)opcode, 1, 0);
            AoeHeader.TryParse(frame.Span[..length], out var header).ShouldBeTrue();
            AtaRequest.TryParse(header, out var request).ShouldBeTrue();
            request.IsRead.ShouldBe(reads);
            request.IsWrite.ShouldBe(writes);
        }
    }

    [Theory]
    [InlineData(0x10, 1, false, false)]
    [InlineData(0x00, 0, false, false)]
    [InlineData(0x20, 2, false, false)]
    [InlineData(0x18, 1, true, false)]
    [InlineData(0x14, 1, false, true)]
    [InlineData(0x13, 1, false, false)]
    [InlineData(0xFF, 15, true, true)]
    public void Header_Byte14_IsVersionAndFlags(byte value, byte version, bool response, bool error)
    {
        var frame = new StaleFrame();
        var length = RequestWriter.ConfigRead(frame.Span, Sample.Request);
        frame.Bytes[14] = value;
        AoeHeader.TryParse(frame.Span[..length], out var header).ShouldBeTrue();
        header.Version.ShouldBe(version);
        header.IsResponse.ShouldBe(response);
        header.IsError.ShouldBe(error);
    }

    [Theory]
    [InlineData(0x20, 0xFFFF_1FFF_FFFFUL, 0x0FFF_FFFFUL)]
    [InlineData(0x30, 0xFFFF_E234_5678UL, 0x0234_5678UL)]
    [InlineData(0x24, 0xFFFF_1FFF_FFFFUL, 0xFFFF_1FFF_FFFFUL)]
    [InlineData(0x34, 0xFFFF_E234_5678UL, 0xFFFF_E234_5678UL)]
    public void Lba_Opcode_SaysHowManyBitsCountWhateverTheFlags(byte opcode, ulong sent, ulong meant)
    {
        var frame = new StaleFrame();
        foreach (var flags in (AtaFlags[])[AtaFlags.None, AtaFlags.Extended])
        {
            var length = RequestWriter.Ata(frame.Span, Sample.Request, flags, (AtaOpcode)opcode, 1, sent);
            AoeHeader.TryParse(frame.Span[..length], out var header).ShouldBeTrue();
            AtaRequest.TryParse(header, out var request).ShouldBeTrue();
            request.Lba.ShouldBe(meant);
            request.RawLba.ShouldBe(sent);
        }
    }
}
