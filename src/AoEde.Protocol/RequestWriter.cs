using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>
/// Writes requests, for the address probe and for initiators in tests. Every method writes or zeroes each byte it counts and
/// returns the bytes to send; <c>pad: false</c> leaves a frame shorter than 60 bytes as short as it is.
/// </summary>
/// <remarks>A frame too small for the request is an <see cref="ArgumentException"/>: here the caller chose both.</remarks>
public static class RequestWriter
{
    // The device register of old: initiators set bits 7 and 5 always, and bit 6 ("LBA") for I/O.
    private const ulong IdentifyDeviceRegister = 0xA0UL << 24;

    /// <summary>Config read: discovery, when addressed to everybody.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="pad">Whether to pad to 60 bytes.</param>
    /// <returns>The bytes to send.</returns>
    public static int ConfigRead(Span<byte> frame, in RequestContext context, bool pad = true) =>
        Config(frame, context, ConfigCommand.Read, default, pad);

    /// <summary>Any Config request.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="command">What is wanted; also values without a name, 0 to 15.</param>
    /// <param name="text">The string, up to 65535 bytes: more than 1024 is a request that ought to be refused.</param>
    /// <param name="pad">Whether to pad to 60 bytes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Config(
        Span<byte> frame, in RequestContext context, ConfigCommand command, ReadOnlySpan<byte> text, bool pad = true)
    {
        if (text.Length > ushort.MaxValue) throw new ArgumentOutOfRangeException(nameof(text), "the length field has 16 bits");
        Begin(frame, context, AoeCommand.Config);
        return Finish(frame, FrameBuilder.Config(frame, 0, 0, 0, command, text), pad);
    }

    /// <summary>Any ATA command.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="opcode">The command register; also values without a name.</param>
    /// <param name="count">Sectors.</param>
    /// <param name="rawLba">The 48 LBA bits, with the device register's bits where the command has them.</param>
    /// <param name="data">What follows the header, of any length.</param>
    /// <param name="feature">The feature register.</param>
    /// <param name="pad">Whether to pad to 60 bytes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Ata(
        Span<byte> frame, in RequestContext context, AtaFlags flags, AtaOpcode opcode, byte count, ulong rawLba,
        ReadOnlySpan<byte> data = default, byte feature = 0, bool pad = true)
    {
        Begin(frame, context, AoeCommand.Ata);
        frame[Offsets.AtaFlags] = (byte)flags;
        frame[Offsets.AtaErrorOrFeature] = feature;
        frame[Offsets.AtaCount] = count;
        frame[Offsets.AtaStatusOrOpcode] = (byte)opcode;
        Lba.Write(frame, rawLba);
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.AtaReserved..], 0);
        data.CopyTo(frame[AoeWire.AtaHeaderLength..]);
        return Finish(frame, AoeWire.AtaHeaderLength + data.Length, pad);
    }

    /// <summary>READ SECTORS EXT.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="lba">The first sector.</param>
    /// <param name="count">Sectors.</param>
    /// <returns>The bytes to send.</returns>
    public static int Read(Span<byte> frame, in RequestContext context, ulong lba, byte count) =>
        Ata(frame, context, AtaFlags.Extended, AtaOpcode.ReadSectorsExt, count, lba);

    /// <summary>WRITE SECTORS EXT.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="lba">The first sector.</param>
    /// <param name="data">Whole sectors, at most 255.</param>
    /// <returns>The bytes to send.</returns>
    /// <exception cref="ArgumentException">The data is not made of whole sectors, or is too long.</exception>
    public static int Write(Span<byte> frame, in RequestContext context, ulong lba, ReadOnlySpan<byte> data)
    {
        var (count, rest) = Math.DivRem(data.Length, AoeWire.SectorSize);
        if (rest != 0 || count > byte.MaxValue) throw new ArgumentException("data must be 0 to 255 whole sectors", nameof(data));
        return Ata(frame, context, AtaFlags.Extended | AtaFlags.Write, AtaOpcode.WriteSectorsExt, (byte)count, lba, data);
    }

    /// <summary>IDENTIFY DEVICE, as Linux sends it.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Identify(Span<byte> frame, in RequestContext context) =>
        Ata(frame, context, AtaFlags.None, AtaOpcode.IdentifyDevice, 1, IdentifyDeviceRegister);

    /// <summary>FLUSH CACHE EXT.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Flush(Span<byte> frame, in RequestContext context) =>
        Ata(frame, context, AtaFlags.Extended, AtaOpcode.FlushCacheExt, 0, 0);

    /// <summary>A MAC mask request.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="command">What is wanted; also values without a name.</param>
    /// <param name="directives">The directives, up to 255.</param>
    /// <param name="pad">Whether to pad to 60 bytes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Mask(
        Span<byte> frame, in RequestContext context, MaskCommand command,
        ReadOnlySpan<(MaskDirective Directive, MacAddress Address)> directives = default, bool pad = true)
    {
        FrameBuilder.CheckList(directives.Length);
        Begin(frame, context, AoeCommand.Mask);
        FrameBuilder.Mask(frame, command, MaskError.None, (byte)directives.Length);
        for (var i = 0; i < directives.Length; i++) FrameBuilder.MaskEntry(frame, i, directives[i].Directive, directives[i].Address);
        return Finish(frame, AoeWire.MaskHeaderLength + directives.Length * AoeWire.MaskEntryLength, pad);
    }

    /// <summary>A Reserve/Release request.</summary>
    /// <param name="frame">Where to write.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="command">What is wanted; also values without a name.</param>
    /// <param name="list">The addresses, up to 255.</param>
    /// <param name="pad">Whether to pad to 60 bytes.</param>
    /// <returns>The bytes to send.</returns>
    public static int Reserve(
        Span<byte> frame, in RequestContext context, ReserveCommand command, ReadOnlySpan<MacAddress> list = default, bool pad = true)
    {
        FrameBuilder.CheckList(list.Length);
        Begin(frame, context, AoeCommand.Reserve);
        return Finish(frame, FrameBuilder.Reserve(frame, command, list), pad);
    }

    private static void Begin(Span<byte> frame, in RequestContext context, AoeCommand command)
    {
        var header = new ReplyContext(context.Destination, context.Source, context.Address, command, context.Tag);
        FrameBuilder.Header(frame, FrameBuilder.Request, AoeError.None, header);
    }

    private static int Finish(Span<byte> frame, int length, bool pad) => pad ? FrameBuilder.Pad(frame, length) : length;
}
