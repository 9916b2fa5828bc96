using System.Buffers.Binary;

namespace AoEde.Testing.Relays;

/// <summary>The sectors that a frame asks a target to write.</summary>
internal readonly record struct WriteRange(uint Address, long Lba, int Sectors)
{
    private const int HeaderBytes = 36;

    /// <summary>False for everything but an ATA write request.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out WriteRange range)
    {
        range = default;
        if (frame.Length < HeaderBytes || (frame[14] & 0x08) != 0 || frame[19] != 0 || frame[27] is not (0x30 or 0x34))
            return false;
        var lba = BinaryPrimitives.ReadUInt32LittleEndian(frame[28..])
            | (frame[27] == 0x34 ? (long)BinaryPrimitives.ReadUInt16LittleEndian(frame[32..]) << 32 : 0);
        if (frame[27] == 0x30)
            lba &= 0x0FFF_FFFF;
        range = new WriteRange(BinaryPrimitives.ReadUInt32BigEndian(frame[15..]) & 0xFF_FFFF, lba, frame[26]);
        return true;
    }

    public bool Overlaps(WriteRange other) =>
        Address == other.Address && Lba < other.Lba + other.Sectors && other.Lba < Lba + Sectors;

    /// <summary>Whether two writes of one range put the same there: then their order does not matter.</summary>
    public bool HasSameData(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> other) =>
        Data(frame).SequenceEqual(Data(other));

    private ReadOnlySpan<byte> Data(ReadOnlySpan<byte> frame) =>
        frame[HeaderBytes..Math.Min(frame.Length, HeaderBytes + (Sectors * 512))];
}
