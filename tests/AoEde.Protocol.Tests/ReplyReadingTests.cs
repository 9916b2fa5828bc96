namespace AoEde.Protocol.Tests;

/// <summary>What an initiator or a probe sees in answers that were not written by this library's writer.</summary>
public sealed class ReplyReadingTests
{
    [Fact]
    public void ConfigReply_StringPresent_IsReadFieldByField()
    {
        AoeHeader.TryParse(GoldenFrame.Read("Config_StringPresent_CarriesThePresentOne"), out var header).ShouldBeTrue();
        header.IsResponse.ShouldBeTrue();
        header.IsError.ShouldBeTrue();
        header.Error.ShouldBe(AoeError.ConfigStringPresent);
        ConfigReply.TryParse(header, out var reply).ShouldBeTrue();
        reply.BufferCount.ShouldBe((ushort)64);
        reply.Firmware.ShouldBe((ushort)0x4016);
        reply.SectorCount.ShouldBe((byte)17);
        reply.Version.ShouldBe((byte)1);
        reply.Command.ShouldBe(ConfigCommand.Set);
        reply.TryGetString(out var text).ShouldBeTrue();
        text.SequenceEqual("abc"u8).ShouldBeTrue();
    }

    [Fact]
    public void ConfigReply_StringBeyondTheFrame_IsRefused()
    {
        var frame = GoldenFrame.Read("Config_WithString_CarriesIt");
        frame[31] = 29;
        AoeHeader.TryParse(frame, out var header).ShouldBeTrue();
        ConfigReply.TryParse(header, out var reply).ShouldBeTrue();
        reply.TryGetString(out _).ShouldBeFalse();
    }

    [Fact]
    public void AtaReply_OutOfRange_IsReadFieldByField()
    {
        AoeHeader.TryParse(GoldenFrame.Read("Ata_OutOfRange_HasRegistersAndNoErrorFlag"), out var header).ShouldBeTrue();
        header.IsError.ShouldBeFalse();
        AtaReply.TryParse(header, out var reply).ShouldBeTrue();
        reply.Flags.ShouldBe(AtaFlags.Extended);
        reply.Error.ShouldBe(AtaError.IdNotFound);
        reply.Status.ShouldBe(AtaStatus.Ready | AtaStatus.Error);
        reply.Count.ShouldBe((byte)1);
        reply.RawLba.ShouldBe(2048UL);
    }

    [Fact]
    public void AtaReply_Read_HasTheSector()
    {
        AoeHeader.TryParse(GoldenFrame.Read("Ata_ReadOfOneSector_Is548Bytes"), out var header).ShouldBeTrue();
        AtaReply.TryParse(header, out var reply).ShouldBeTrue();
        reply.Data.SequenceEqual(Sample.Sector()).ShouldBeTrue();
    }

    [Fact]
    public void MaskReply_Stopped_HasErrorAndIndex()
    {
        AoeHeader.TryParse(GoldenFrame.Read("Mask_ListFull_GivesTheIndexAndNoList"), out var header).ShouldBeTrue();
        MaskRequest.TryParse(header, out var reply).ShouldBeTrue();
        reply.Error.ShouldBe(MaskError.ListFull);
        reply.Count.ShouldBe((byte)32);
    }
}
