using System.Runtime.CompilerServices;

namespace AoEde.Protocol.Tests;

public sealed class ConfigReplyGoldenTests
{
    private const ushort Buffers = 64;
    private const ushort Firmware = 0x4016;
    private const byte Sectors = 17;
    private readonly StaleFrame _frame = new();

    [Fact]
    public void Config_WithoutString_IsPadded() => Reply(AoeError.None, ConfigCommand.Read, []);

    [Fact]
    public void Config_WithString_CarriesIt() => Reply(AoeError.None, ConfigCommand.TestPrefix, "abc"u8);

    [Fact]
    public void Config_StringPresent_CarriesThePresentOne() => Reply(AoeError.ConfigStringPresent, ConfigCommand.Set, "abc"u8);

    [Fact]
    public void Config_UnknownCommand_EchoesIt() => Reply(AoeError.BadArgument, (ConfigCommand)9, "abc"u8);

    [Fact]
    public void Config_LongestString_Is1056Bytes()
    {
        var text = new byte[AoeWire.MaximumConfigLength];
        text.AsSpan().Fill(0xED);
        Reply(AoeError.None, ConfigCommand.Read, text);
    }

    [Fact]
    public void Advertisement_ToEverybody_IsAResponseWithTagZero() =>
        _frame.ShouldBeGolden(ReplyWriter.Advertisement(
            _frame.Span, MacAddress.Broadcast, Sample.Target, Sample.Address, Buffers, Firmware, Sectors, []));

    [Fact]
    public void Advertisement_WithString_CarriesIt() =>
        _frame.ShouldBeGolden(ReplyWriter.Advertisement(
            _frame.Span, Sample.Initiator, Sample.Target, Sample.Address, Buffers, Firmware, Sectors, "abc"u8));

    private void Reply(AoeError error, ConfigCommand command, ReadOnlySpan<byte> text, [CallerMemberName] string name = "")
    {
        var context = Sample.Reply(AoeCommand.Config);
        _frame.ShouldBeGolden(ReplyWriter.Config(_frame.Span, context, error, Buffers, Firmware, Sectors, command, text), name);
    }
}
