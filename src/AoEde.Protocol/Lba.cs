using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>The six LBA bytes of an ATA command: the one little-endian field of the protocol.</summary>
internal static class Lba
{
    private const ulong Mask28 = 0x0FFF_FFFF;

    public static ulong Read(ReadOnlySpan<byte> frame) => ReadBytes(frame[Offsets.AtaLba..]);

    public static ulong ReadBytes(ReadOnlySpan<byte> bytes) =>
        (ulong)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) << 32 | BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static void Write(Span<byte> frame, ulong value)
    {
        var bytes = frame.Slice(Offsets.AtaLba, 6);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)(value >> 32));
    }

    /// <summary>
    /// The sector a command means. The opcode says how many bits count, not the Extended flag: for 28-bit commands the top
    /// nibble of the fourth byte is the device register (initiators put 0xE0 or 0xA0 there) and the last two are nothing.
    /// </summary>
    public static ulong Meant(ulong raw, AtaOpcode opcode) =>
        opcode is AtaOpcode.ReadSectors or AtaOpcode.WriteSectors ? raw & Mask28 : raw;
}
