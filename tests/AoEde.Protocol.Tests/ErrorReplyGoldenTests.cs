namespace AoEde.Protocol.Tests;

public sealed class ErrorReplyGoldenTests
{
    private readonly StaleFrame _frame = new();

    [Fact]
    public void Error_UnknownCommand_Is60BytesZeroBehindTheHeader() =>
        _frame.ShouldBeGolden(ReplyWriter.Error(_frame.Span, Sample.Reply((AoeCommand)0xF0), AoeError.UnrecognizedCommand));

    [Fact]
    public void Error_UnsupportedVersion_SaysVersion1() =>
        _frame.ShouldBeGolden(ReplyWriter.Error(_frame.Span, Sample.Reply(AoeCommand.Config), AoeError.UnsupportedVersion));

    [Fact]
    public void Error_ReservedByAnother_CarriesNoAtaRegisters() =>
        _frame.ShouldBeGolden(ReplyWriter.Error(_frame.Span, Sample.Reply(AoeCommand.Ata), AoeError.TargetReserved));

    [Fact]
    public void Error_Suspended_SaysDeviceUnavailable() =>
        _frame.ShouldBeGolden(ReplyWriter.Error(_frame.Span, Sample.Reply(AoeCommand.Ata), AoeError.DeviceUnavailable));
}
