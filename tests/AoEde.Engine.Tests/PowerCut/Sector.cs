using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>The content of one sector, never changed: as the model of a disk keeps it, and as tests stamp it.</summary>
internal sealed class Sector
{
    public const int Bytes = 512;

    /// <summary>Version of a content that no test wrote: zeros, a header, a journal page.</summary>
    public const int Unstamped = -1;
    private const ulong Mark = 0x9E37_79B9_7F4A_7C15;
    private readonly byte[] _data;

    private Sector(byte[] data)
    {
        _data = data;
        Hash = HashOf(data);
        (Version, Lba) = ReadStamp(data);
    }

    public static Sector Zero { get; } = new(new byte[Bytes]);

    public ReadOnlySpan<byte> Data => _data;

    /// <summary>Two contents are the same where this is; 0 for zeros.</summary>
    public ulong Hash { get; }

    /// <summary>The write that it is of, or <see cref="Unstamped"/>.</summary>
    public int Version { get; }

    /// <summary>The sector of the target that it is for.</summary>
    public ulong Lba { get; }

    public static Sector Of(ReadOnlySpan<byte> data) => data.IndexOfAnyExcept((byte)0) < 0 ? Zero : new(data[..Bytes].ToArray());

    public static Sector Stamped(int version, ulong lba)
    {
        byte[] data = new byte[Bytes];
        Stamp(data, version, lba);
        return new(data);
    }

    /// <summary>Fills a sector with what names it in every word.</summary>
    public static void Stamp(Span<byte> data, int version, ulong lba)
    {
        for (int i = 0; i < Bytes / sizeof(ulong); i++)
            BinaryPrimitives.WriteUInt64LittleEndian(data[(i * sizeof(ulong))..], Word(version, lba, i));
    }

    private static ulong Word(int version, ulong lba, int i) => ((((ulong)(uint)version << 32) | lba) + (ulong)i) ^ Mark;

    private static (int Version, ulong Lba) ReadStamp(byte[] data)
    {
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ Mark;
        var (version, lba) = ((int)(first >> 32), first & uint.MaxValue);
        for (int i = 1; i < Bytes / sizeof(ulong); i++)
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(i * sizeof(ulong))) != Word(version, lba, i))
                return (Unstamped, 0);
        }

        return (version, lba);
    }

    private static ulong HashOf(byte[] data)
    {
        ulong hash = 0;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(data))
            hash = ulong.RotateLeft((hash ^ word) * Mark, 29);
        return hash;
    }
}
