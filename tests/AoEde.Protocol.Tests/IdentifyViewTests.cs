using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

public sealed class IdentifyViewTests
{
    [Fact]
    public void View_OfWhatWasWritten_TellsTheSame()
    {
        var data = new byte[512];
        IdentifyData.Write(data, Sample.Disk with { WriteCache = true });
        IdentifyView.TryParse(data, out var view).ShouldBeTrue();
        view.Sectors.ShouldBe(Sample.Disk.Sectors);
        view.Serial.ShouldBe("9.0:store-1");
        view.Firmware.ShouldBe("0.1.0");
        view.Model.ShouldBe("AoEde");
        view.PhysicalSectorSize.ShouldBe(4096);
        view.WriteCache.ShouldBeTrue();
        view.IsSolidState.ShouldBeTrue();
    }

    [Fact]
    public void Sectors_AnyNumberOf48Bits_ComeBack() => Prop.ForAll(AnyFrame.Bits48.ToArbitrary(), sectors =>
    {
        var data = new byte[512];
        IdentifyData.Write(data, Sample.Disk with { Sectors = sectors });
        return IdentifyView.TryParse(data, out var view) && view.Sectors == sectors;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(83)]
    [InlineData(86)]
    public void Sectors_Lba48InEitherWord_AreTheLongOnes(int word)
    {
        var data = new byte[512];
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(120), 100);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(200), 200);
        IdentifyView.TryParse(data, out var shorter).ShouldBeTrue();
        shorter.Sectors.ShouldBe(100UL);
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(2 * word), 0x0400);
        IdentifyView.TryParse(data, out var longer).ShouldBeTrue();
        longer.Sectors.ShouldBe(200UL);
    }

    [Fact]
    public void View_AnyBytes_NeverThrows() => Prop.ForAll(AnyFrame.Bytes(600).ToArbitrary(), bytes =>
    {
        if (!IdentifyView.TryParse(bytes, out var view)) return bytes.Length < 512;
        _ = (view.Sectors, view.Serial, view.Firmware, view.Model, view.WriteCache, view.IsSolidState, view.Word(255));
        return bytes.Length >= 512 && view.PhysicalSectorSize >= 512;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void View_FromAnAnswer_ReadsItsData()
    {
        var frame = new StaleFrame();
        IdentifyData.Write(frame.Span[AoeWire.AtaHeaderLength..], Sample.Disk);
        var length = ReplyWriter.Ata(
            frame.Span, Sample.Reply(AoeCommand.Ata), AtaFlags.None, AtaError.None, 0, AtaStatus.Ready, 0, IdentifyData.Length);
        AoeHeader.TryParse(frame.Span[..length], out var header).ShouldBeTrue();
        AtaReply.TryParse(header, out var reply).ShouldBeTrue();
        IdentifyView.TryParse(reply.Data, out var view).ShouldBeTrue();
        view.Sectors.ShouldBe(Sample.Disk.Sectors);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(256)]
    public void Word_OutsideTheData_Throws(int index) => Should.Throw<ArgumentOutOfRangeException>(() =>
    {
        IdentifyView.TryParse(new byte[1024], out var view).ShouldBeTrue();
        _ = view.Word(index);
    });
}
