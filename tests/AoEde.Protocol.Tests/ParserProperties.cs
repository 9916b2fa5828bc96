using System.Buffers.Binary;
using AoEde.Protocol.Extensions;
using FsCheck;
using FsCheck.Fluent;

namespace AoEde.Protocol.Tests;

/// <summary>What holds for every byte string: parsing never throws, and nothing beyond the frame is believed.</summary>
public sealed class ParserProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Parse_AnyBytes_NeverThrows() => Check(frame =>
    {
        ReadEverything(frame);
        return true;
    });

    [Fact]
    public void Header_AnyBytes_ParsesExactlyWhenLongEnoughAndOurs() => Check(frame =>
        AoeHeader.TryParse(frame, out _) == (frame.Length >= 24 && frame[12] == 0x88 && frame[13] == 0xA2));

    [Fact]
    public void Commands_AnyFrame_ParseExactlyWhenTheirHeaderFits() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header)) return true;
        return AtaRequest.TryParse(header, out _) == (frame.Length >= 36)
            && AtaReply.TryParse(header, out _) == (frame.Length >= 36)
            && ConfigRequest.TryParse(header, out _) == (frame.Length >= 32)
            && ConfigReply.TryParse(header, out _) == (frame.Length >= 32)
            && MaskRequest.TryParse(header, out _) == (frame.Length >= 28)
            && ReserveRequest.TryParse(header, out _) == (frame.Length >= 26);
    });

    [Fact]
    public void ConfigString_AnyFrame_LiesWithinTheFrame() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header) || !ConfigRequest.TryParse(header, out var request)) return true;
        var length = BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(30));
        var holds = length <= 1024 && 32 + length <= frame.Length;
        var told = request.TryGetString(out var text);
        return told == holds && text.SequenceEqual(holds ? frame.AsSpan(32, length) : []);
    });

    [Fact]
    public void MaskFits_AnyFrame_CountsTheFrameAlone() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header) || !MaskRequest.TryParse(header, out var request)) return true;
        return request.Fits == (28 + 8 * frame[27] <= frame.Length);
    });

    [Fact]
    public void ReserveFits_AnyFrame_CountsTheFrameAlone() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header) || !ReserveRequest.TryParse(header, out var request)) return true;
        return request.Fits == (26 + 6 * frame[25] <= frame.Length);
    });

    [Fact]
    public void Extensions_AnyFrame_AreReadExactlyWhenTheTableIsClosedWithinTheFrame() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header)) return true;
        var holds = frame.Length >= 26 && (IsClosed(frame, frame[24] | frame[25] << 8) || IsClosed(frame, frame[25] | frame[24] << 8));
        if (ExtensionsRequest.TryParse(header, out var request) != holds) return false;
        foreach (var text in request.Strings)
        {
            if (text.Text.IsEmpty || text.Text.Contains((byte)0) || frame[text.Offset + text.Text.Length] != 0) return false;
        }

        return true;

        static bool IsClosed(byte[] frame, int length) =>
            length >= 2 && 26 + length <= frame.Length && frame[26 + length - 2] == 0 && frame[26 + length - 1] == 0;
    });

    [Fact]
    public void Coalesced_AnyFrame_LieWithinTheFrame() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header)) return true;
        var reads = CoalescedReads.In(header);
        for (var i = 0; i < reads.Count; i++)
        {
            if (reads[i].Count != frame[37 + 16 * i + 15]) return false;
        }

        return frame.Length < 53 ? reads.Count == 0 : reads.Count == Math.Min(frame[36], (frame.Length - 37) / 16);
    });

    [Fact]
    public void Lba_AnyFrame_IsMaskedByOpcodeAndEchoedWhole() => Check(frame =>
    {
        if (!AoeHeader.TryParse(frame, out var header) || !AtaRequest.TryParse(header, out var request)) return true;
        ulong raw = 0;
        for (var i = 5; i >= 0; i--) raw = raw << 8 | frame[28 + i];
        var meant = frame[27] is 0x20 or 0x30 ? raw & 0x0FFF_FFFF : raw;
        return request.RawLba == raw && request.Lba == meant;
    });

    /// <summary>The frame is handed over inside a larger buffer, as a ring does.</summary>
    private static void ReadEverything(byte[] bytes)
    {
        var buffer = new StaleFrame(bytes.Length + 4096);
        bytes.CopyTo(buffer.Span);
        if (!AoeHeader.TryParse(buffer.Span[..bytes.Length], out var header)) return;
        _ = (header.Destination, header.Source, header.Version, header.Flags, header.IsResponse, header.IsError, header.Error);
        _ = (header.Address, header.Command, header.Tag, header.Argument.Length, header.Frame.Length);
        if (AtaRequest.TryParse(header, out var ata))
            _ = (ata.Flags, ata.Feature, ata.Count, ata.Opcode, ata.Lba, ata.RawLba, ata.Data.Length, ata.IsRead, ata.IsWrite);
        if (AtaReply.TryParse(header, out var reply))
            _ = (reply.Flags, reply.Error, reply.Count, reply.Status, reply.RawLba, reply.Data.Length);
        if (ConfigRequest.TryParse(header, out var config)) _ = (config.Command, config.Length, config.TryGetString(out _));
        if (ConfigReply.TryParse(header, out var answer))
            _ = (answer.BufferCount, answer.Firmware, answer.SectorCount, answer.Version, answer.Command, answer.TryGetString(out _));
        if (MaskRequest.TryParse(header, out var mask))
        {
            _ = (mask.Command, mask.Error);
            for (var i = 0; mask.Fits && i < mask.Count; i++) _ = mask[i];
        }

        if (!ReserveRequest.TryParse(header, out var reserve)) return;
        _ = reserve.Command;
        for (var i = 0; reserve.Fits && i < reserve.Count; i++) _ = reserve[i];
    }

    private static void Check(Func<byte[], bool> holds) => Prop.ForAll(AnyFrame.Arbitrary, holds).Check(Runs);
}
