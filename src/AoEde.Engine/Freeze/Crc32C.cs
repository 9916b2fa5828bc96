using System.Buffers.Binary;
using System.Numerics;

namespace AoEde.Engine.Freeze;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4): the processor computes it, and it finds every burst of up to 32 bits.</summary>
internal static class Crc32C
{
    /// <summary>The checksum of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Append(uint.MaxValue, bytes);

    /// <summary>The checksum of some bytes as if the four at <paramref name="hole"/>, where it is kept itself, were zero.</summary>
    /// <param name="bytes">All of them.</param>
    /// <param name="hole">Where the checksum lies.</param>
    public static uint OfAllBut(ReadOnlySpan<byte> bytes, int hole)
    {
        uint state = Append(uint.MaxValue, bytes[..hole]);
        state = BitOperations.Crc32C(state, 0u);
        return ~Append(state, bytes[(hole + sizeof(uint))..]);
    }

    private static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte last in bytes)
            state = BitOperations.Crc32C(state, last);
        return state;
    }
}
