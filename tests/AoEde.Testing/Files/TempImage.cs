using System.Buffers.Binary;

namespace AoEde.Testing.Files;

/// <summary>
/// A disk image in a folder of its own, filled with a pattern that names each sector, read and written past the target.
/// </summary>
public sealed class TempImage : IDisposable
{
    public const int SectorBytes = 512;
    private readonly TempFolder _folder;

    public TempImage(long sectors, bool filled = true, string name = "disk.img", bool inMemory = false)
    {
        _folder = new TempFolder(inMemory);
        Path = _folder[name];
        Sectors = sectors;
        using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite);
        file.SetLength(sectors * SectorBytes);
        for (var lba = 0L; filled && lba < sectors; lba++)
            file.Write(InitialSector(lba));
    }

    public string Path { get; }

    public long Sectors { get; }

    public long Bytes => new FileInfo(Path).Length;

    /// <summary>What a filled image holds at a sector before anybody wrote to it.</summary>
    public static byte[] InitialSector(long lba)
    {
        var sector = new byte[SectorBytes];
        for (var word = 0; word < SectorBytes / 8; word++)
            BinaryPrimitives.WriteInt64LittleEndian(sector.AsSpan(word * 8), (lba << 8) | (uint)word | 0x5A00_0000_0000_0000);
        return sector;
    }

    /// <summary>A sector full of one byte.</summary>
    public static byte[] FilledSector(byte with)
    {
        var sector = new byte[SectorBytes];
        Array.Fill(sector, with);
        return sector;
    }

    /// <summary>Reads sectors from the file itself.</summary>
    public byte[] Read(long lba, int sectors = 1)
    {
        var data = new byte[sectors * SectorBytes];
        using var file = Open(FileAccess.Read);
        file.Position = lba * SectorBytes;
        file.ReadExactly(data);
        return data;
    }

    /// <summary>Writes whole sectors into the file itself.</summary>
    public void Write(long lba, ReadOnlySpan<byte> data)
    {
        using var file = Open(FileAccess.Write);
        file.Position = lba * SectorBytes;
        file.Write(data);
    }

    public void Truncate(long sectors)
    {
        using var file = Open(FileAccess.Write);
        file.SetLength(sectors * SectorBytes);
    }

    public void Dispose() => _folder.Dispose();

    private FileStream Open(FileAccess access) => new(Path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0);
}
