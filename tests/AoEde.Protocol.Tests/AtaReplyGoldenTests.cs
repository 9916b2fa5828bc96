namespace AoEde.Protocol.Tests;

public sealed class AtaReplyGoldenTests
{
    private const AtaStatus Failed = AtaStatus.Ready | AtaStatus.Error;
    private readonly StaleFrame _frame = new();

    [Fact]
    public void Ata_ReadOfOneSector_Is548Bytes()
    {
        Sample.Sector().CopyTo(_frame.Span[AoeWire.AtaHeaderLength..]);
        Reply(AtaFlags.Extended, AtaError.None, 0, AtaStatus.Ready, 0x0102_0304_0506, AoeWire.SectorSize);
    }

    [Fact]
    public void Ata_WriteDone_IsPaddedWithZeros() => Reply(AtaFlags.Extended | AtaFlags.Write, AtaError.None, 0, AtaStatus.Ready, 7);

    [Fact]
    public void Ata_OutOfRange_HasRegistersAndNoErrorFlag() => Reply(AtaFlags.Extended, AtaError.IdNotFound, 1, Failed, 2048);

    [Fact]
    public void Ata_MediumError_IsUncorrectable() => Reply(AtaFlags.None, AtaError.Uncorrectable, 2, Failed, 0xE000_0001);

    [Fact]
    public void Ata_PowerCheck_CountsFF() => Reply(AtaFlags.None, AtaError.None, 0xFF, AtaStatus.Ready, 0xA000_0000);

    [Fact]
    public void Ata_FlagsWithoutName_AreSentAsZero() => Reply((AtaFlags)0xFF, AtaError.None, 0, AtaStatus.Ready, 0xFFFF_FFFF_FFFF);

    [Fact]
    public void Ata_Identify_Is548Bytes()
    {
        IdentifyData.Write(_frame.Span[AoeWire.AtaHeaderLength..], Sample.Disk);
        Reply(AtaFlags.None, AtaError.None, 0, AtaStatus.Ready, 0xA000_0000, IdentifyData.Length);
    }

    private void Reply(
        AtaFlags flags, AtaError error, byte count, AtaStatus status, ulong lba, int dataBytes = 0,
        [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var length = ReplyWriter.Ata(_frame.Span, Sample.Reply(AoeCommand.Ata), flags, error, count, status, lba, dataBytes);
        _frame.ShouldBeGolden(length, name);
    }
}
