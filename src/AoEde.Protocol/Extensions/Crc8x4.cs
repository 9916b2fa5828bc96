namespace AoEde.Protocol.Extensions;

/// <summary>
/// The checksum of the crc8x4 extension: four CRC-8 registers, byte i of what is covered going to register i mod 4. Each is
/// reflected, of polynomial x⁸+x⁶+x³+x²+1 (0xB2 reversed), starts at 0xFF and is sent as it is.
/// </summary>
public static class Crc8x4
{
    private const int Registers = AoeWire.ChecksumLength;
    private const byte Start = 0xFF;
    private const byte Polynomial = 0xB2;
    private static readonly byte[] Table = MakeTable();

    /// <summary>Computes the checksum over an ATA command: from its flags to the end of its data.</summary>
    /// <param name="covered">A multiple of four bytes: 12 of header and whole sectors.</param>
    /// <param name="checksum">Receives the four bytes as they are sent.</param>
    /// <exception cref="ArgumentException">The length is no multiple of four.</exception>
    public static void Compute(ReadOnlySpan<byte> covered, Span<byte> checksum)
    {
        if (covered.Length % Registers != 0)
            throw new ArgumentException("The covered bytes are no multiple of four.", nameof(covered));
        // Four registers that do not wait for one another: the processor looks up all four at a time.
        byte a = Start, b = Start, c = Start, d = Start;
        var table = Table;
        for (; covered.Length >= Registers; covered = covered[Registers..])
        {
            a = table[a ^ covered[0]];
            b = table[b ^ covered[1]];
            c = table[c ^ covered[2]];
            d = table[d ^ covered[3]];
        }

        checksum[3] = d;
        checksum[2] = c;
        checksum[1] = b;
        checksum[0] = a;
    }

    /// <summary>Puts the checksum behind the data of an ATA frame.</summary>
    /// <param name="frame">A frame with room for it.</param>
    /// <param name="dataBytes">Bytes of data; whole sectors.</param>
    /// <returns>The frame's length with it.</returns>
    public static int Append(Span<byte> frame, int dataBytes)
    {
        var end = AoeWire.AtaHeaderLength + dataBytes;
        Compute(frame[AoeWire.AoeHeaderLength..end], frame.Slice(end, Registers));
        return end + Registers;
    }

    /// <summary>Whether an ATA frame carries no checksum, or the right one.</summary>
    /// <param name="frame">The frame; at least as long as its header and data.</param>
    /// <param name="dataBytes">Bytes of data; whole sectors.</param>
    public static bool IsAbsentOrRight(ReadOnlySpan<byte> frame, int dataBytes)
    {
        var end = AoeWire.AtaHeaderLength + dataBytes;
        if (frame.Length < end + Registers)
            return true;
        Span<byte> expected = stackalloc byte[Registers];
        Compute(frame[AoeWire.AoeHeaderLength..end], expected);
        return expected.SequenceEqual(frame.Slice(end, Registers));
    }

    private static byte[] MakeTable()
    {
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? value >> 1 ^ Polynomial : value >> 1;
            table[i] = (byte)value;
        }

        return table;
    }
}
