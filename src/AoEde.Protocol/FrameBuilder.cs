using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>What requests and replies have in common when they are written into memory that holds an older frame.</summary>
internal static class FrameBuilder
{
    public const byte Request = AoeWire.Version << 4;
    public const byte Reply = Request | (byte)AoeFlags.Response;
    public const byte ErrorReply = Reply | (byte)AoeFlags.Error;

    /// <summary>Writes all 24 bytes of the header; nothing of the request's byte 14 survives in an answer.</summary>
    public static void Header(Span<byte> frame, byte versionAndFlags, AoeError error, in ReplyContext context)
    {
        context.Destination.WriteTo(frame[Offsets.Destination..]);
        context.Source.WriteTo(frame[Offsets.Source..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.EtherType..], AoeWire.EtherType);
        frame[Offsets.VersionAndFlags] = versionAndFlags;
        frame[Offsets.Error] = (byte)error;
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.Shelf..], context.Address.Shelf);
        frame[Offsets.Slot] = context.Address.Slot;
        frame[Offsets.Command] = (byte)context.Command;
        BinaryPrimitives.WriteUInt32BigEndian(frame[Offsets.Tag..], context.Tag);
    }

    /// <summary>Zeroes from the end of the content to the shortest legal frame, so that no older frame shows through.</summary>
    public static int Pad(Span<byte> frame, int length)
    {
        if (length >= AoeWire.MinimumFrameLength) return length;
        frame[length..AoeWire.MinimumFrameLength].Clear();
        return AoeWire.MinimumFrameLength;
    }

    /// <summary>Writes the Config argument and its string; returns the unpadded length.</summary>
    public static int Config(
        Span<byte> frame, ushort buffers, ushort firmware, byte sectors, ConfigCommand command, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.ConfigBufferCount..], buffers);
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.ConfigFirmware..], firmware);
        frame[Offsets.ConfigSectorCount] = sectors;
        frame[Offsets.ConfigVersionAndCommand] = (byte)(AoeWire.Version << 4 | (byte)command & 0x0F);
        BinaryPrimitives.WriteUInt16BigEndian(frame[Offsets.ConfigLength..], (ushort)text.Length);
        text.CopyTo(frame[AoeWire.ConfigHeaderLength..]);
        return AoeWire.ConfigHeaderLength + text.Length;
    }

    /// <summary>Writes the four bytes of a MAC mask argument; returns the unpadded length.</summary>
    public static int Mask(Span<byte> frame, MaskCommand command, MaskError error, byte count)
    {
        frame[Offsets.MaskReserved] = 0;
        frame[Offsets.MaskCommand] = (byte)command;
        frame[Offsets.MaskError] = (byte)error;
        frame[Offsets.MaskCount] = count;
        return AoeWire.MaskHeaderLength;
    }

    /// <summary>Writes one mask directive at its place.</summary>
    public static void MaskEntry(Span<byte> frame, int index, MaskDirective directive, MacAddress address)
    {
        var entry = frame.Slice(AoeWire.MaskHeaderLength + index * AoeWire.MaskEntryLength, AoeWire.MaskEntryLength);
        entry[0] = 0;
        entry[1] = (byte)directive;
        address.WriteTo(entry[2..]);
    }

    /// <summary>Writes the Reserve/Release argument and its list; returns the unpadded length.</summary>
    public static int Reserve(Span<byte> frame, ReserveCommand command, ReadOnlySpan<MacAddress> list)
    {
        frame[Offsets.ReserveCommand] = (byte)command;
        frame[Offsets.ReserveCount] = (byte)list.Length;
        var at = AoeWire.ReserveHeaderLength;
        foreach (var address in list)
        {
            address.WriteTo(frame[at..]);
            at += MacAddress.Length;
        }

        return at;
    }

    public static void CheckText(int length) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, AoeWire.MaximumConfigLength);

    public static void CheckList(int count) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, AoeWire.MaximumListCount);
}
