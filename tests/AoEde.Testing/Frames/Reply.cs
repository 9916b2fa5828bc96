using System.Buffers.Binary;
using System.Text;
using AoEde.Protocol;

namespace AoEde.Testing.Frames;

/// <summary>A frame that came from a target, read by the wire reference and not with the product's own readers.</summary>
public sealed class Reply(byte[] bytes)
{
    public byte[] Bytes { get; } = bytes;

    public int Length => Bytes.Length;

    public MacAddress Destination => MacAddress.Read(Bytes);

    public MacAddress Source => MacAddress.Read(Bytes.AsSpan(6));

    public byte VersionAndFlags => Bytes[14];

    public bool IsError => (VersionAndFlags & 0x04) != 0;

    public byte Error => Bytes[15];

    public ushort Shelf => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(16));

    public byte Slot => Bytes[18];

    public byte Command => Bytes[19];

    public uint Tag => BinaryPrimitives.ReadUInt32BigEndian(Bytes.AsSpan(20));

    // Issue ATA command
    public byte AtaFlags => Bytes[24];

    public byte AtaError => Bytes[25];

    public byte AtaCount => Bytes[26];

    public byte AtaStatus => Bytes[27];

    public ReadOnlySpan<byte> LbaBytes => Bytes.AsSpan(28, 6);

    /// <summary>From byte 36 to the end of the frame, padding included.</summary>
    public byte[] Data => Bytes[36..];

    // Config
    public ushort BufferCount => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(24));

    public byte SectorCount => Bytes[28];

    /// <summary>Byte 29: version in the high nibble, config command in the low one.</summary>
    public byte ConfigCommand => Bytes[29];

    public int TextLength => BinaryPrimitives.ReadUInt16BigEndian(Bytes.AsSpan(30));

    public string Text => Encoding.Latin1.GetString(Bytes, 32, TextLength);

    // MAC mask list
    public byte MaskError => Bytes[26];

    public byte MaskCount => Bytes[27];

    public MacAddress[] MaskList =>
        [.. Enumerable.Range(0, MaskCount).Select(i => MacAddress.Read(Bytes.AsSpan(30 + (8 * i))))];

    // Reserve
    public byte ReserveCount => Bytes[25];

    public MacAddress[] ReserveList =>
        [.. Enumerable.Range(0, ReserveCount).Select(i => MacAddress.Read(Bytes.AsSpan(26 + (6 * i))))];

    public override string ToString() => FrameDump.Of(Bytes);
}
