using AoEde.Testing.Files;

namespace AoEde.Testing.Load;

/// <summary>
/// What a load asked to be written and what it was told is written, per block. Survives the death of a target: a block
/// must then hold its acknowledged version, or a later one that was on its way.
/// </summary>
public sealed class LoadJournal(long firstLba, int blocks, int blockSectors)
{
    private readonly uint[] _acknowledged = new uint[blocks];
    private readonly uint[] _issued = new uint[blocks];

    public int Blocks => _acknowledged.Length;

    public int BlockSectors { get; } = blockSectors;

    public long LbaOf(int block) => firstLba + ((long)block * BlockSectors);

    public uint Acknowledged(int block) => _acknowledged[block];

    public uint Issue(int block) => ++_issued[block];

    public void Acknowledge(int block, uint version) => _acknowledged[block] = version;

    /// <summary>What is known now, untouched by what a load does later: for a frozen copy of the disk.</summary>
    public LoadJournal Copy()
    {
        var copy = new LoadJournal(firstLba, Blocks, BlockSectors);
        _acknowledged.CopyTo(copy._acknowledged, 0);
        _issued.CopyTo(copy._issued, 0);
        return copy;
    }

    /// <summary>What must be there from now on, whatever else is written later. From any thread.</summary>
    public LoadJournal Floor()
    {
        var floor = new LoadJournal(firstLba, Blocks, BlockSectors);
        _acknowledged.CopyTo(floor._acknowledged, 0);
        Array.Fill(floor._issued, uint.MaxValue);
        return floor;
    }

    /// <summary>What may be there at most, if nothing that is asked for from now on is. From any thread.</summary>
    public LoadJournal Ceiling()
    {
        var ceiling = new LoadJournal(firstLba, Blocks, BlockSectors);
        _issued.CopyTo(ceiling._issued, 0);
        return ceiling;
    }

    /// <summary>Null if every sector of the block holds an allowed version, else what is wrong.</summary>
    public string? Check(int block, ReadOnlySpan<byte> data)
    {
        for (var i = 0; i < BlockSectors; i++)
        {
            var lba = LbaOf(block) + i;
            var sector = data.Slice(i * SectorStamp.Bytes, SectorStamp.Bytes);
            if (!SectorStamp.TryRead(sector, lba, out var version) || version < _acknowledged[block] || version > _issued[block])
                return $"sector {lba} holds {SectorStamp.Describe(sector)}; "
                    + $"acknowledged is {_acknowledged[block]}, issued {_issued[block]}";
        }

        return null;
    }

    /// <summary>Compares the whole journal with the backing file or device, past the target.</summary>
    public string? Check(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var data = new byte[BlockSectors * SectorStamp.Bytes];
        for (var block = 0; block < Blocks; block++)
        {
            file.Position = LbaOf(block) * TempImage.SectorBytes;
            file.ReadExactly(data);
            if (Check(block, data) is { } wrong)
                return $"{path}: {wrong}";
        }

        return null;
    }
}
