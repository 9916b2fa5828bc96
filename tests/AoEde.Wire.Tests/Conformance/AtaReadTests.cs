using AoEde.Protocol;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;

namespace AoEde.Wire.Tests.Conformance;

/// <summary>C, first half: reading sectors.</summary>
public sealed class AtaReadTests(Subjects subjects) : ConformanceTests(subjects)
{
    private const byte ReadSectors = 0x20, ReadExt = 0x24;

    [SkippableTheory, EverySetup]
    public void Case045_ReadExtOneSector_DataWithStatus40(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Read(3, 1));
        reply.Length.ShouldBe(36 + 512);
        reply.AtaFlags.ShouldBe(Arguments.Extended);
        reply.LbaBytes.ToArray().ShouldBe([3, 0, 0, 0, 0, 0]);
        reply.ShouldCarry(target.Image.Read(3));
    }

    [SkippableTheory, EverySetup]
    public void Case046_ReadWithDeviceRegister_HighNibbleIgnoredAndReturned(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Ata(ReadSectors, 0xE000_0005, 1, flags: 0));
        reply.AtaFlags.ShouldBe((byte)0);
        reply.LbaBytes.ToArray().ShouldBe([5, 0, 0, 0xE0, 0, 0]);
        reply.ShouldCarry(target.Image.Read(5));
    }

    [SkippableTheory, EverySetup]
    public void Case047_ReadAsMuchAsFits_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Read(8, target.MaxSectors));
        reply.Length.ShouldBe(36 + (512 * target.MaxSectors));
        reply.ShouldCarry(target.Image.Read(8, target.MaxSectors));
    }

    [SkippableTheory, EverySetup]
    public void Case048_ReadOneMoreThanFits_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(0, (byte)(target.MaxSectors + 1))).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Case049_Read255_Aborted(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(0, 255)).ShouldBeAborted();
    }

    [SkippableTheory, EverySetup]
    public void Case050_ReadNothing_Done(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(0, 0)).ShouldBeDone();
    }

    [SkippableTheory, EverySetup]
    public void Case051_UnpaddedRead_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(1, 1) with { Length = 36 }).ShouldCarry(target.Image.Read(1));
    }

    [SkippableTheory, EverySetup]
    public void Case052_FrameWithoutAWholeAtaHeader_Silence(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.ShouldIgnore(target.Me.Read(1, 1) with { Length = 35 });
    }

    [SkippableTheory, EverySetup]
    public void Case053_ReadLastSector_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(2047, 1)).ShouldCarry(target.Image.Read(2047));
    }

    [SkippableTheory, EverySetup]
    public void Case054_ReadBehindTheEnd_OutOfRange(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(2048, 1)).ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case055_ReadAcrossTheEnd_OutOfRange(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(2047, 2)).ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case056_ReadHighestLba_OutOfRange(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Read(0xFFFF_FFFF_FFFF, 1)).ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case057_ReadLba28WithHighNibble_MaskedThenOutOfRange(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(ReadSectors, 0x1FFF_FFFF, 1, flags: 0)).ShouldBeOutOfRange();
    }

    [SkippableTheory, EverySetup]
    public void Case058_ReadWithExtendedFlag_OpcodeDecides(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        target.Ask(target.Me.Ata(ReadSectors, 0x00AB_CD00_0000_0006, 1)).ShouldCarry(target.Image.Read(6));
    }

    [SkippableTheory, EverySetup]
    public void Case059_ReadWithWriteFlag_Data(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var reply = target.Ask(target.Me.Ata(ReadExt, 7, 1, Arguments.Extended | Arguments.Write));
        reply.ShouldCarry(target.Image.Read(7));
    }

    [SkippableTheory, EverySetup]
    public void Case073_ReadToEverybody_BadArgument(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var request = target.Me.Read(0, 1);
        target.Ask(request with { Shelf = 0xFFFF, Slot = 0xFF, Destination = MacAddress.Broadcast }).ShouldBeError(2);
        target.Ask(target.Me.Read(0, 1) with { Slot = 0xFF }).ShouldBeError(2);
    }

    [SkippableTheory, EverySetup]
    public void Case156_BurstOf128Reads_AllAnswered(int mtu, string engine)
    {
        var target = Target(mtu, engine);
        var requests = Enumerable.Range(0, 128).Select(i => target.Me.Read((ulong)(1024 + i), 1)).ToArray();
        var replies = target.AskAll(requests);
        replies.Count.ShouldBe(requests.Length);
        foreach (var request in requests)
        {
            var lba = request.Argument[4] | (request.Argument[5] << 8);
            replies.Single(r => r.Tag == request.Tag).ShouldCarry(TempImage.InitialSector(lba));
        }
    }
}
