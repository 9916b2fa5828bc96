using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>
/// Writes answers into a transmit frame that still holds an older one. Every method writes or zeroes each byte it counts, and
/// returns the bytes to send: at least 60, the data's exact length where there is data.
/// </summary>
/// <remarks>
/// The frame must have at least 60 bytes. A list or string that a legal answer may carry but this frame cannot hold (255
/// addresses on an MTU of 1500) becomes <see cref="AoeError.BadArgument"/>: what an initiator put together with many small
/// requests must not stop the one who answers.
/// </remarks>
public static class ReplyWriter
{
    private const AtaFlags KnownAtaFlags = AtaFlags.Extended | AtaFlags.DeviceHead | AtaFlags.Async | AtaFlags.Write;

    /// <summary>An AoE error: 60 bytes, zero behind the header, whatever the command was.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="error">What was wrong.</param>
    /// <returns>60.</returns>
    public static int Error(Span<byte> frame, in ReplyContext context, AoeError error)
    {
        FrameBuilder.Header(frame, FrameBuilder.ErrorReply, error, context);
        return FrameBuilder.Pad(frame, AoeWire.AoeHeaderLength);
    }

    /// <summary>
    /// The header of an answer to an ATA command. The data, if any, is put at <see cref="AoeWire.AtaHeaderLength"/> by the caller,
    /// before or after: this never writes to it.
    /// </summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="flags">The request's flags; bits without a name are sent as zero.</param>
    /// <param name="error">The error register.</param>
    /// <param name="count">Sectors not moved: 0 after success, 0xFF for a power check.</param>
    /// <param name="status">The status register.</param>
    /// <param name="rawLba">The request's LBA as sent, in 48 bits.</param>
    /// <param name="dataBytes">Bytes of data; 0 for an answer without.</param>
    /// <param name="reserved">The header's last two bytes: zero, except in the answer to a further read of a coalesced read.</param>
    /// <returns>36 + <paramref name="dataBytes"/>, at least 60.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The data does not fit: it could not have been put there.</exception>
    public static int Ata(
        Span<byte> frame, in ReplyContext context, AtaFlags flags, AtaError error, byte count, AtaStatus status,
        ulong rawLba, int dataBytes, ushort reserved = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(dataBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dataBytes, frame.Length - AoeWire.AtaHeaderLength);
        FrameBuilder.Header(frame, FrameBuilder.Reply, AoeError.None, context with { Command = AoeCommand.Ata });
        frame[Offsets.AtaFlags] = (byte)(flags & KnownAtaFlags);
        frame[Offsets.AtaErrorOrFeature] = (byte)error;
        frame[Offsets.AtaCount] = count;
        frame[Offsets.AtaStatusOrOpcode] = (byte)status;
        Lba.Write(frame, rawLba);
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.AtaReserved..], reserved);
        return FrameBuilder.Pad(frame, AoeWire.AtaHeaderLength + dataBytes);
    }

    /// <summary>An answer to a Config request, with the target's present string also when it is an error.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="error">What was wrong, or <see cref="AoeError.None"/>.</param>
    /// <param name="bufferCount">Requests that may be outstanding; below 2 Linux never sends any.</param>
    /// <param name="firmware">Our firmware number.</param>
    /// <param name="sectorCount">Sectors per ATA command on this interface.</param>
    /// <param name="command">The request's command, echoed.</param>
    /// <param name="text">The target's string, up to 1024 bytes.</param>
    /// <returns>32 and the string, at least 60.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The string is longer than 1024 bytes.</exception>
    public static int Config(
        Span<byte> frame, in ReplyContext context, AoeError error, ushort bufferCount, ushort firmware, byte sectorCount,
        ConfigCommand command, ReadOnlySpan<byte> text)
    {
        FrameBuilder.CheckText(text.Length);
        if (AoeWire.ConfigHeaderLength + text.Length > frame.Length) return Error(frame, context, AoeError.BadArgument);
        Begin(frame, context with { Command = AoeCommand.Config }, error);
        return FrameBuilder.Pad(frame, FrameBuilder.Config(frame, bufferCount, firmware, sectorCount, command, text));
    }

    /// <summary>A Config response nobody asked for: "I am here". Linux starts to read at once, so the target must be ready.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="destination">Broadcast, or one initiator of the mask list.</param>
    /// <param name="source">The address of the interface it leaves on.</param>
    /// <param name="address">The target's own address.</param>
    /// <param name="bufferCount">Requests that may be outstanding.</param>
    /// <param name="firmware">Our firmware number.</param>
    /// <param name="sectorCount">Sectors per ATA command on this interface.</param>
    /// <param name="text">The target's string, up to 1024 bytes; left out where the frame cannot hold it.</param>
    /// <returns>32 and the string, at least 60.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The string is longer than 1024 bytes.</exception>
    public static int Advertisement(
        Span<byte> frame, MacAddress destination, MacAddress source, AoeAddress address, ushort bufferCount, ushort firmware,
        byte sectorCount, ReadOnlySpan<byte> text)
    {
        // A broadcast error would tell nobody anything; the string is no part of being found.
        if (AoeWire.ConfigHeaderLength + text.Length > frame.Length) text = default;
        var context = new ReplyContext(destination, source, address, AoeCommand.Config, Tag: 0);
        return Config(frame, context, AoeError.None, bufferCount, firmware, sectorCount, ConfigCommand.Read, text);
    }

    /// <summary>The whole MAC mask list: the answer to a read and to an edit that went through.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="command">The request's command, echoed.</param>
    /// <param name="list">The addresses, up to 255.</param>
    /// <returns>28 and 8 for each address, at least 60.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 255 addresses.</exception>
    public static int Mask(Span<byte> frame, in ReplyContext context, MaskCommand command, ReadOnlySpan<MacAddress> list)
    {
        FrameBuilder.CheckList(list.Length);
        var length = AoeWire.MaskHeaderLength + list.Length * AoeWire.MaskEntryLength;
        if (length > frame.Length) return Error(frame, context, AoeError.BadArgument);
        Begin(frame, context with { Command = AoeCommand.Mask }, AoeError.None);
        FrameBuilder.Mask(frame, command, MaskError.None, (byte)list.Length);
        for (var i = 0; i < list.Length; i++) FrameBuilder.MaskEntry(frame, i, MaskDirective.Nop, list[i]);
        return FrameBuilder.Pad(frame, length);
    }

    /// <summary>An edit of the MAC mask list that stopped: no Error flag, no list, and the failing directive's index as count.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="command">The request's command, echoed.</param>
    /// <param name="error">Why it stopped.</param>
    /// <param name="index">The directive that failed, from 0; the ones before it were applied.</param>
    /// <returns>60.</returns>
    public static int Mask(Span<byte> frame, in ReplyContext context, MaskCommand command, MaskError error, byte index)
    {
        Begin(frame, context with { Command = AoeCommand.Mask }, AoeError.None);
        return FrameBuilder.Pad(frame, FrameBuilder.Mask(frame, command, error, index));
    }

    /// <summary>An answer to Reserve/Release, with the present list also when it is an error.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="error">What was wrong, or <see cref="AoeError.None"/>.</param>
    /// <param name="command">The request's command, echoed.</param>
    /// <param name="list">The holders, up to 255.</param>
    /// <returns>26 and 6 for each address, at least 60.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 255 addresses.</exception>
    public static int Reserve(
        Span<byte> frame, in ReplyContext context, AoeError error, ReserveCommand command, ReadOnlySpan<MacAddress> list)
    {
        FrameBuilder.CheckList(list.Length);
        var length = AoeWire.ReserveHeaderLength + list.Length * MacAddress.Length;
        if (length > frame.Length) return Error(frame, context, AoeError.BadArgument);
        Begin(frame, context with { Command = AoeCommand.Reserve }, error);
        return FrameBuilder.Pad(frame, FrameBuilder.Reserve(frame, command, list));
    }

    private static void Begin(Span<byte> frame, in ReplyContext context, AoeError error) =>
        FrameBuilder.Header(frame, error == AoeError.None ? FrameBuilder.Reply : FrameBuilder.ErrorReply, error, context);
}
