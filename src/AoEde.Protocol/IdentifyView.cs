using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>Reads the data of an IDENTIFY DEVICE answer, of any target.</summary>
public readonly ref struct IdentifyView
{
    private readonly ReadOnlySpan<byte> _data;

    private IdentifyView(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>The size in sectors of 512 bytes: words 100 to 103 where the device has 48-bit LBAs, else 60 and 61.</summary>
    public ulong Sectors => ((Word(IdentifyWord.Supported2) | Word(IdentifyWord.Enabled2)) & IdentifyWord.Lba48) != 0
        ? BinaryPrimitives.ReadUInt64LittleEndian(_data[(2 * IdentifyWord.Sectors48)..])
        : BinaryPrimitives.ReadUInt32LittleEndian(_data[(2 * IdentifyWord.Sectors28)..]);

    /// <summary>The serial number, without padding.</summary>
    public string Serial => Text(IdentifyWord.Serial, IdentifyWord.SerialWords);

    /// <summary>The firmware revision, without padding.</summary>
    public string Firmware => Text(IdentifyWord.Firmware, IdentifyWord.FirmwareWords);

    /// <summary>The model, without padding.</summary>
    public string Model => Text(IdentifyWord.Model, IdentifyWord.ModelWords);

    /// <summary>Whether a write cache is on.</summary>
    public bool WriteCache => (Word(IdentifyWord.Enabled1) & IdentifyWord.WriteCache) != 0;

    /// <summary>The physical sector in bytes; 512 where the device does not say.</summary>
    public int PhysicalSectorSize
    {
        get
        {
            var word = Word(IdentifyWord.SectorSize);
            var told = (word & 0xC000) == IdentifyWord.Valid && (word & IdentifyWord.SeveralLogicalSectors) != 0;
            return told ? AoeWire.SectorSize << (word & 0x0F) : AoeWire.SectorSize;
        }
    }

    /// <summary>Whether the device says that its medium does not rotate.</summary>
    public bool IsSolidState => Word(IdentifyWord.RotationRate) == 1;

    /// <summary>One word.</summary>
    /// <param name="index">0 to 255.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word.</exception>
    public ushort Word(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, IdentifyWord.Count);
        return BinaryPrimitives.ReadUInt16LittleEndian(_data[(2 * index)..]);
    }

    /// <summary>Reads the data in place.</summary>
    /// <param name="data">The data of an answer, at least 512 bytes.</param>
    /// <param name="view">The view; empty when the answer is false.</param>
    /// <returns>True when there are 512 bytes.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out IdentifyView view)
    {
        var fits = data.Length >= IdentifyData.Length;
        view = fits ? new IdentifyView(data[..IdentifyData.Length]) : default;
        return fits;
    }

    private string Text(int word, int words) => string.Create(2 * words, _data.Slice(2 * word, 2 * words), static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = bytes[i ^ 1] is var b and >= 0x20 and <= 0x7E ? (char)b : ' ';
    }).Trim();
}
