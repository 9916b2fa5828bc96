namespace AoEde.Testing.Frames;

/// <summary>crc8x4 by its definition, bit by bit: four reflected CRC-8 registers, byte i to register i mod 4.</summary>
public static class Checksum
{
    private const int FirstCovered = 24;

    /// <summary>The checksum of an ATA frame whose data ends at a place.</summary>
    public static byte[] Of(ReadOnlySpan<byte> frame, int end)
    {
        byte[] registers = [0xFF, 0xFF, 0xFF, 0xFF];
        for (var i = FirstCovered; i < end; i++)
        {
            ref var register = ref registers[i % 4];
            register ^= frame[i];
            for (var bit = 0; bit < 8; bit++)
                register = (byte)((register >> 1) ^ ((register & 1) * 0xB2));
        }

        return registers;
    }

    /// <summary>Whether the checksum stands behind the data.</summary>
    public static bool IsAt(ReadOnlySpan<byte> frame, int end) => frame.Slice(end, 4).SequenceEqual(Of(frame, end));

    /// <summary>A write with its checksum, or with one that is a little wrong.</summary>
    public static RequestFrame WithChecksum(this RequestFrame write, byte flip = 0)
    {
        var bytes = write.ToBytes();
        var checksum = Of(bytes, bytes.Length);
        checksum[^1] ^= flip;
        return write with { Argument = [.. write.Argument, .. checksum] };
    }
}
