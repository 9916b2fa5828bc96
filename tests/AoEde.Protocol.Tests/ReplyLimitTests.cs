namespace AoEde.Protocol.Tests;

/// <summary>Frames smaller than the answer: an MTU of 1500 does not hold what 255 one-address edits put together.</summary>
public sealed class ReplyLimitTests
{
    private const int FrameBytes = 1514;
    private readonly StaleFrame _frame = new(FrameBytes);

    [Theory]
    [InlineData(185, 1508)]
    [InlineData(186, 60)]
    [InlineData(255, 60)]
    public void Mask_ListLongerThanTheFrame_IsABadArgument(int count, int length)
    {
        ReplyWriter.Mask(_frame.Span, Sample.Reply(AoeCommand.Mask), MaskCommand.Read, Sample.Macs(count)).ShouldBe(length);
        ShouldBeError(length == 60);
    }

    [Theory]
    [InlineData(248, 1514)]
    [InlineData(249, 60)]
    [InlineData(255, 60)]
    public void Reserve_ListLongerThanTheFrame_IsABadArgument(int count, int length)
    {
        var context = Sample.Reply(AoeCommand.Reserve);
        ReplyWriter.Reserve(_frame.Span, context, AoeError.None, ReserveCommand.Read, Sample.Macs(count)).ShouldBe(length);
        ShouldBeError(length == 60);
    }

    [Theory]
    [InlineData(590, 558, false)]
    [InlineData(590, 559, true)]
    public void Config_StringLongerThanTheFrame_IsABadArgument(int frameBytes, int textBytes, bool refused)
    {
        var frame = _frame.Span[..frameBytes];
        var text = new byte[textBytes];
        ReplyWriter.Config(frame, Sample.Reply(AoeCommand.Config), AoeError.None, 64, 1, 1, ConfigCommand.Read, text)
            .ShouldBe(refused ? 60 : frameBytes);
        ShouldBeError(refused);
    }

    [Fact]
    public void Advertisement_StringLongerThanTheFrame_IsLeftOut()
    {
        var length = ReplyWriter.Advertisement(
            _frame.Span[..590], MacAddress.Broadcast, Sample.Target, Sample.Address, 64, 1, 1, new byte[600]);
        AoeHeader.TryParse(_frame.Span[..length], out var header).ShouldBeTrue();
        ConfigReply.TryParse(header, out var reply).ShouldBeTrue();
        reply.TryGetString(out var text).ShouldBeTrue();
        text.IsEmpty.ShouldBeTrue();
        header.IsError.ShouldBeFalse();
        header.Tag.ShouldBe(0u);
    }

    [Fact]
    public void Ata_DataLongerThanTheFrame_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => ReplyWriter.Ata(
        _frame.Span, Sample.Reply(AoeCommand.Ata), AtaFlags.None, AtaError.None, 0, AtaStatus.Ready, 0, FrameBytes - 35));

    [Fact]
    public void Lists_LongerThanTheirCount_Throw()
    {
        var frame = new byte[4096];
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ReplyWriter.Mask(frame, Sample.Reply(AoeCommand.Mask), MaskCommand.Read, Sample.Macs(256)));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ReplyWriter.Reserve(frame, Sample.Reply(AoeCommand.Reserve), AoeError.None, ReserveCommand.Read, Sample.Macs(256)));
        Should.Throw<ArgumentOutOfRangeException>(() => ReplyWriter.Config(
            frame, Sample.Reply(AoeCommand.Config), AoeError.None, 64, 1, 2, ConfigCommand.Read, new byte[1025]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(512)]
    [InlineData(1024)]
    public void Ata_DataAlreadyInPlace_IsNotTouched(int dataBytes)
    {
        var length = ReplyWriter.Ata(
            _frame.Span, Sample.Reply(AoeCommand.Ata), AtaFlags.None, AtaError.None, 0, AtaStatus.Ready, 0, dataBytes);
        length.ShouldBe(Math.Max(60, 36 + dataBytes));
        _frame.Span.Slice(36, dataBytes).IndexOfAnyExcept(StaleFrame.Stale).ShouldBe(-1);
        _frame.Span[(36 + dataBytes)..length].IndexOfAnyExcept((byte)0).ShouldBe(-1);
        _frame.Span[length..].IndexOfAnyExcept(StaleFrame.Stale).ShouldBe(-1);
    }

    [Fact]
    public void Write_PartOfASector_Throws() =>
        Should.Throw<ArgumentException>(() => RequestWriter.Write(_frame.Span, Sample.Request, 0, new byte[513]));

    private void ShouldBeError(bool expected)
    {
        _frame.Bytes[14].ShouldBe(expected ? (byte)0x1C : (byte)0x18);
        _frame.Bytes[15].ShouldBe(expected ? (byte)AoeError.BadArgument : (byte)0);
        if (expected) _frame.Span[24..60].IndexOfAnyExcept((byte)0).ShouldBe(-1);
    }
}
