using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AoEde.Testing.Load;

/// <summary>
/// Sector contents that tell which sector they belong to and which write put them there: version, address, then words
/// mixed from both, so that no part of another sector or of an older write passes for it. Version 0 is all zeros.
/// </summary>
public static class SectorStamp
{
    public const int Bytes = 512;

    public static void Fill(Span<byte> sector, long lba, uint version)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(sector[..Bytes]);
        if (version == 0)
        {
            words.Clear();
            return;
        }

        words[0] = version;
        words[1] = (ulong)lba;
        for (var i = 2; i < words.Length; i++)
            words[i] = Mix(lba, version, i);
    }

    /// <summary>The version found; false if the content is no stamp of this sector.</summary>
    public static bool TryRead(ReadOnlySpan<byte> sector, long lba, out uint version)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(sector[..Bytes]);
        version = (uint)words[0];
        if (version == 0)
            return !words.ContainsAnyExcept(0UL);
        if (words[0] >> 32 != 0 || words[1] != (ulong)lba)
            return false;
        for (var i = 2; i < words.Length; i++)
        {
            if (words[i] != Mix(lba, version, i))
                return false;
        }

        return true;
    }

    /// <summary>What a message says about a sector that is wrong.</summary>
    public static string Describe(ReadOnlySpan<byte> sector) =>
        $"version {BinaryPrimitives.ReadUInt64LittleEndian(sector)} of sector {BinaryPrimitives.ReadUInt64LittleEndian(sector[8..])}";

    // The finalizer of SplitMix64: every input bit changes half of the output.
    private static ulong Mix(long lba, uint version, int word)
    {
        var z = ((ulong)lba << 24) ^ ((ulong)version << 40) ^ version ^ ((ulong)word * 0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
