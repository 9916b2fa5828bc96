namespace AoEde.Protocol.Tests;

public sealed class RequestGoldenTests
{
    private readonly StaleFrame _frame = new();

    [Fact]
    public void ConfigRead_ToEverybody_IsPadded()
    {
        var context = new RequestContext(MacAddress.Broadcast, Sample.Initiator, AoeAddress.Broadcast, 0);
        _frame.ShouldBeGolden(RequestWriter.ConfigRead(_frame.Span, context));
    }

    [Fact]
    public void ConfigRead_WithoutPadding_Is32Bytes() =>
        _frame.ShouldBeGolden(RequestWriter.ConfigRead(_frame.Span, Sample.Request, pad: false));

    [Fact]
    public void ConfigSet_WithString_CarriesIt() =>
        _frame.ShouldBeGolden(RequestWriter.Config(_frame.Span, Sample.Request, ConfigCommand.Set, "abc"u8));

    [Fact]
    public void ConfigForceSet_LongestString_Is1056Bytes()
    {
        var text = new byte[AoeWire.MaximumConfigLength];
        text.AsSpan().Fill(0xED);
        _frame.ShouldBeGolden(RequestWriter.Config(_frame.Span, Sample.Request, ConfigCommand.ForceSet, text));
    }

    [Fact]
    public void Read_48BitLba_IsLittleEndian() =>
        _frame.ShouldBeGolden(RequestWriter.Read(_frame.Span, Sample.Request, 0x0102_0304_0506, 2));

    [Fact]
    public void Ata_28BitReadWithoutPadding_Is36Bytes()
    {
        var length = RequestWriter.Ata(
            _frame.Span, Sample.Request, AtaFlags.None, AtaOpcode.ReadSectors, 1, 0xE234_5678, pad: false);
        _frame.ShouldBeGolden(length);
    }

    [Fact]
    public void Write_OneSector_Is548Bytes() =>
        _frame.ShouldBeGolden(RequestWriter.Write(_frame.Span, Sample.Request, 7, Sample.Sector()));

    [Fact]
    public void Identify_AsLinuxSendsIt_HasTheDeviceRegister() =>
        _frame.ShouldBeGolden(RequestWriter.Identify(_frame.Span, Sample.Request));

    [Fact]
    public void Flush_Extended_MovesNothing() => _frame.ShouldBeGolden(RequestWriter.Flush(_frame.Span, Sample.Request));

    [Fact]
    public void Ata_WithFeature_CarriesIt() =>
        _frame.ShouldBeGolden(RequestWriter.Ata(_frame.Span, Sample.Request, AtaFlags.None, (AtaOpcode)0xB0, 1, 0, feature: 0xD0));

    [Fact]
    public void MaskRead_WithoutDirectives_IsPadded() =>
        _frame.ShouldBeGolden(RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Read));

    [Fact]
    public void MaskRead_WithoutPadding_Is28Bytes() =>
        _frame.ShouldBeGolden(RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Read, pad: false));

    [Fact]
    public void MaskEdit_ThreeDirectives_KeepTheirOrder()
    {
        (MaskDirective, MacAddress)[] directives =
            [(MaskDirective.Add, Sample.Mac(1)), (MaskDirective.Delete, Sample.Mac(2)), (MaskDirective.Nop, Sample.Mac(3))];
        _frame.ShouldBeGolden(RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Edit, directives));
    }

    [Fact]
    public void MaskEdit_FiveDirectives_Is68Bytes()
    {
        var directives = Sample.Macs(5).Select(mac => (MaskDirective.Add, mac)).ToArray();
        _frame.ShouldBeGolden(RequestWriter.Mask(_frame.Span, Sample.Request, MaskCommand.Edit, directives));
    }

    [Fact]
    public void ReserveRead_WithoutPadding_Is26Bytes() =>
        _frame.ShouldBeGolden(RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.Read, pad: false));

    [Fact]
    public void ReserveSet_TwoAddresses_IsPadded() =>
        _frame.ShouldBeGolden(RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.Set, Sample.Macs(2)));

    [Fact]
    public void ReserveForce_SixAddresses_Is62Bytes() =>
        _frame.ShouldBeGolden(RequestWriter.Reserve(_frame.Span, Sample.Request, ReserveCommand.ForceSet, Sample.Macs(6)));
}
