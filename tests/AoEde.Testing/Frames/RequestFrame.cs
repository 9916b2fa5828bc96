using System.Buffers.Binary;
using AoEde.Protocol;

namespace AoEde.Testing.Frames;

/// <summary>
/// A request as a test wants it, well-formed or not: every field may be set to anything. Built from the wire reference and
/// deliberately not with the product's own writers, so that both cannot share a mistake.
/// </summary>
public sealed record RequestFrame
{
    public const int HeaderBytes = 24;
    public const int MinimumBytes = 60;

    public required MacAddress Destination { get; init; }

    public required MacAddress Source { get; init; }

    public ushort EtherType { get; init; } = 0x88A2;

    /// <summary>Byte 14: version in the high nibble, flags in the low one.</summary>
    public byte VersionAndFlags { get; init; } = 0x10;

    public byte Error { get; init; }

    public ushort Shelf { get; init; }

    public byte Slot { get; init; }

    public byte Command { get; init; }

    public uint Tag { get; init; }

    /// <summary>Everything from byte 24 on, as far as the test gives it.</summary>
    public byte[] Argument { get; init; } = [];

    /// <summary>Exact length of the frame: zeros are added or bytes cut off. Null pads to 60.</summary>
    public int? Length { get; init; }

    public byte[] ToBytes()
    {
        var content = HeaderBytes + Argument.Length;
        var frame = new byte[Math.Max(content, MinimumBytes)];
        Destination.WriteTo(frame);
        Source.WriteTo(frame.AsSpan(6));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(12), EtherType);
        frame[14] = VersionAndFlags;
        frame[15] = Error;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(16), Shelf);
        frame[18] = Slot;
        frame[19] = Command;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(20), Tag);
        Argument.CopyTo(frame, HeaderBytes);
        if (Length is { } exact)
            Array.Resize(ref frame, exact);
        return frame;
    }
}
