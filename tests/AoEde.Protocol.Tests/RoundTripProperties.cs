using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

/// <summary>What is written is what is read, for each kind of request and through memory full of stale bytes.</summary>
public sealed class RoundTripProperties
{
    [Fact]
    public void Header_WrittenAndRead_IsTheSame() => Prop.ForAll(AnyFrame.Context.ToArbitrary(), context =>
    {
        var frame = new StaleFrame();
        return AoeHeader.TryParse(frame.Span[..RequestWriter.ConfigRead(frame.Span, context)], out var header)
            && header.Destination == context.Destination && header.Source == context.Source
            && header.Address == context.Address && header.Tag == context.Tag && header.Version == 1
            && header is { IsResponse: false, IsError: false, Error: AoeError.None, Command: AoeCommand.Config };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ata_WrittenAndRead_IsTheSame() => Prop.ForAll(Gen.Zip(AnyFrame.Bits48, AnyFrame.Bytes(1024)).ToArbitrary(), sample =>
    {
        var (lba, data) = sample;
        var (flags, opcode, count, feature) = ((AtaFlags)(byte)lba, (AtaOpcode)(lba >> 8 & 0xFF), (byte)(lba >> 16), (byte)(lba >> 24));
        var frame = new StaleFrame();
        var length = RequestWriter.Ata(frame.Span, Sample.Request, flags, opcode, count, lba, data, feature);
        return length == Math.Max(60, 36 + data.Length)
            && AoeHeader.TryParse(frame.Span[..length], out var header) && header.Command == AoeCommand.Ata
            && AtaRequest.TryParse(header, out var request)
            && request.Flags == flags && request.Opcode == opcode && request.Count == count && request.Feature == feature
            && request.RawLba == lba && IsPadded(request.Data, data);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Config_WrittenAndRead_IsTheSame() => Prop.ForAll(Gen.Zip(Gen.Choose(0, 15), AnyFrame.Bytes(1024)).ToArbitrary(), sample =>
    {
        var (command, text) = ((ConfigCommand)sample.Item1, sample.Item2);
        var frame = new StaleFrame();
        var length = RequestWriter.Config(frame.Span, Sample.Request, command, text);
        return length == Math.Max(60, 32 + text.Length)
            && AoeHeader.TryParse(frame.Span[..length], out var header) && header.Command == AoeCommand.Config
            && ConfigRequest.TryParse(header, out var request)
            && request.Command == command && request.Length == text.Length
            && request.TryGetString(out var read) && read.SequenceEqual(text)
            && IsPadded(frame.Span[32..length], text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mask_WrittenAndRead_IsTheSame() => Prop.ForAll(Macs(255), macs =>
    {
        var directives = macs.Select(mac => ((MaskDirective)(mac.Value & 3), mac)).ToArray();
        var frame = new StaleFrame(4096);
        var length = RequestWriter.Mask(frame.Span, Sample.Request, MaskCommand.Edit, directives);
        if (!AoeHeader.TryParse(frame.Span[..length], out var header) || !MaskRequest.TryParse(header, out var request)) return false;
        var same = length == Math.Max(60, 28 + 8 * macs.Length) && header.Command == AoeCommand.Mask
            && request is { Command: MaskCommand.Edit, Fits: true } && request.Count == macs.Length;
        for (var i = 0; same && i < macs.Length; i++) same = request[i] == directives[i];
        return same;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Reserve_WrittenAndRead_IsTheSame() => Prop.ForAll(Macs(255), macs =>
    {
        var frame = new StaleFrame(4096);
        var length = RequestWriter.Reserve(frame.Span, Sample.Request, ReserveCommand.ForceSet, macs);
        if (!AoeHeader.TryParse(frame.Span[..length], out var header) || !ReserveRequest.TryParse(header, out var request)) return false;
        var same = length == Math.Max(60, 26 + 6 * macs.Length) && header.Command == AoeCommand.Reserve
            && request is { Command: ReserveCommand.ForceSet, Fits: true } && request.Count == macs.Length;
        for (var i = 0; same && i < macs.Length; i++) same = request[i] == macs[i];
        return same;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void AtaReply_ToAnyRequest_EchoesTagAddressAndLba() => Prop.ForAll(AnyFrame.Arbitrary, bytes =>
    {
        if (!AoeHeader.TryParse(bytes, out var request) || !AtaRequest.TryParse(request, out var ata)) return true;
        var frame = new StaleFrame();
        var context = ReplyContext.For(request, Sample.Target, Sample.Address);
        var length = ReplyWriter.Ata(frame.Span, context, ata.Flags, AtaError.None, 0, AtaStatus.Ready, ata.RawLba, 0);
        return length == 60 && AoeHeader.TryParse(frame.Span[..length], out var reply) && AtaReply.TryParse(reply, out var answer)
            && frame.Bytes[14] == 0x18 && frame.Bytes[15] == 0
            && reply.Destination == request.Source && reply.Source == Sample.Target
            && reply.Address == Sample.Address && reply.Command == AoeCommand.Ata
            && frame.Span.Slice(20, 4).SequenceEqual(bytes.AsSpan(20, 4))
            && frame.Span.Slice(28, 6).SequenceEqual(bytes.AsSpan(28, 6))
            && answer.Status == AtaStatus.Ready && frame.Span[34..60].IndexOfAnyExcept((byte)0) < 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void ErrorReply_ToAnyFrame_Is60BytesAndEchoesTheCommand() => Prop.ForAll(AnyFrame.Arbitrary, bytes =>
    {
        if (!AoeHeader.TryParse(bytes, out var request)) return true;
        var frame = new StaleFrame();
        var context = ReplyContext.For(request, Sample.Target, Sample.Address);
        var length = ReplyWriter.Error(frame.Span, context, AoeError.BadArgument);
        return length == 60 && frame.Bytes[14] == 0x1C && frame.Bytes[15] == 2 && frame.Bytes[19] == bytes[19]
            && frame.Span[24..60].IndexOfAnyExcept((byte)0) < 0 && frame.Bytes[60] == StaleFrame.Stale;
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<MacAddress[]> Macs(int most) =>
        Gen.Choose(0, most).SelectMany(count => AnyFrame.Mac.ArrayOf(count)).ToArbitrary();

    private static bool IsPadded(ReadOnlySpan<byte> written, ReadOnlySpan<byte> content) =>
        written.StartsWith(content) && written[content.Length..].IndexOfAnyExcept((byte)0) < 0;
}
