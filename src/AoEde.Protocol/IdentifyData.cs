using System.Buffers.Binary;
using System.Numerics;

namespace AoEde.Protocol;

/// <summary>Writes the 512 bytes that answer IDENTIFY DEVICE: 256 little-endian words.</summary>
public static class IdentifyData
{
    /// <summary>Bytes of the data.</summary>
    public const int Length = 512;

    /// <summary>The most sectors words 60 and 61 can tell.</summary>
    private const ulong MaximumSectors28 = 0x0FFF_FFFF;

    private const ulong MaximumSectors48 = 0xFFFF_FFFF_FFFF;

    // The geometry every large disk has claimed since ATA-4; Linux hands it to HDIO_GETGEO and nothing else uses it.
    private const ushort ChsHeads = 16;
    private const ushort ChsSectorsPerTrack = 63;
    private const ushort MaximumCylinders = 16383;

    /// <summary>Writes the data.</summary>
    /// <param name="destination">At least 512 bytes; the first 512 are written, each of them.</param>
    /// <param name="info">What to say.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 512 bytes.</exception>
    public static void Write(Span<byte> destination, in IdentifyInfo info)
    {
        var data = destination[..Length];
        data.Clear();
        WriteText(data, IdentifyWord.Serial, IdentifyWord.SerialWords, info.Serial);
        WriteText(data, IdentifyWord.Firmware, IdentifyWord.FirmwareWords, info.Firmware);
        WriteText(data, IdentifyWord.Model, IdentifyWord.ModelWords, info.Model);
        Put(data, IdentifyWord.MultipleSectors, 0x8000);
        Put(data, IdentifyWord.Capabilities, IdentifyWord.LbaSupported);
        Put(data, IdentifyWord.Capabilities2, IdentifyWord.Valid);
        WriteGeometry(data, info.Sectors);
        WriteCapacity(data, info.Sectors);
        WriteFeatures(data, info.WriteCache);
        WriteSectorSize(data, Math.Max(info.LogicalSectorSize, info.PhysicalSectorSize));

        // 1 means "does not rotate"; the speed of one that does is not known here, and 0 says so.
        Put(data, IdentifyWord.RotationRate, info.Rotational ? (ushort)0 : (ushort)1);
    }

    private static void WriteGeometry(Span<byte> data, ulong sectors)
    {
        var cylinders = (ushort)Math.Min(sectors / (ChsHeads * ChsSectorsPerTrack), MaximumCylinders);
        Put(data, IdentifyWord.DefaultCylinders, cylinders);
        Put(data, IdentifyWord.DefaultHeads, ChsHeads);
        Put(data, IdentifyWord.DefaultSectorsPerTrack, ChsSectorsPerTrack);
        Put(data, IdentifyWord.FieldValidity, 1);
        Put(data, IdentifyWord.Cylinders, cylinders);
        Put(data, IdentifyWord.Heads, ChsHeads);
        Put(data, IdentifyWord.SectorsPerTrack, ChsSectorsPerTrack);
        var capacity = (uint)cylinders * ChsHeads * ChsSectorsPerTrack;
        BinaryPrimitives.WriteUInt32LittleEndian(data[(2 * IdentifyWord.ChsCapacity)..], capacity);
    }

    private static void WriteCapacity(Span<byte> data, ulong sectors)
    {
        var sectors28 = (uint)Math.Min(sectors, MaximumSectors28);
        BinaryPrimitives.WriteUInt32LittleEndian(data[(2 * IdentifyWord.Sectors28)..], sectors28);
        BinaryPrimitives.WriteUInt64LittleEndian(data[(2 * IdentifyWord.Sectors48)..], Math.Min(sectors, MaximumSectors48));
    }

    private static void WriteFeatures(Span<byte> data, bool writeCache)
    {
        var cache = writeCache ? IdentifyWord.WriteCache : (ushort)0;
        Put(data, IdentifyWord.Supported1, cache);
        Put(data, IdentifyWord.Supported2, IdentifyWord.FlushAndLba48);
        Put(data, IdentifyWord.Supported3, IdentifyWord.Valid);
        Put(data, IdentifyWord.Enabled1, cache);
        Put(data, IdentifyWord.Enabled2, IdentifyWord.FlushAndLba48);
        Put(data, IdentifyWord.Enabled3, IdentifyWord.Valid);
        Put(data, IdentifyWord.ResetResult, 0x400B);
    }

    private static void WriteSectorSize(Span<byte> data, int bytes)
    {
        var power = bytes > AoeWire.SectorSize && BitOperations.IsPow2(bytes) ? BitOperations.Log2((uint)bytes / AoeWire.SectorSize) : 0;
        if (power is 0 or > 15)
        {
            Put(data, IdentifyWord.SectorSize, IdentifyWord.Valid);
            return;
        }

        Put(data, IdentifyWord.SectorSize, (ushort)(IdentifyWord.Valid | IdentifyWord.SeveralLogicalSectors | power));
        Put(data, IdentifyWord.Alignment, IdentifyWord.Valid);
    }

    /// <summary>ATA text: two characters to a word, the first in the high byte, filled up with spaces.</summary>
    private static void WriteText(Span<byte> data, int word, int words, string? text)
    {
        for (var i = 0; i < 2 * words; i++)
        {
            var character = i < (text?.Length ?? 0) ? text![i] : ' ';
            data[2 * word + (i ^ 1)] = character is >= ' ' and <= '~' ? (byte)character : (byte)'?';
        }
    }

    private static void Put(Span<byte> data, int word, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(data[(2 * word)..], value);
}
