namespace AoEde.Protocol;

/// <summary>The words of IDENTIFY DEVICE we fill, by index (ATA8-ACS §7.16), and the values that never vary.</summary>
internal static class IdentifyWord
{
    public const int Count = 256;

    public const int DefaultCylinders = 1;
    public const int DefaultHeads = 3;
    public const int DefaultSectorsPerTrack = 6;
    public const int Serial = 10;
    public const int Firmware = 23;
    public const int Model = 27;
    public const int MultipleSectors = 47;
    public const int Capabilities = 49;
    public const int Capabilities2 = 50;
    public const int FieldValidity = 53;
    public const int Cylinders = 54;
    public const int Heads = 55;
    public const int SectorsPerTrack = 56;
    public const int ChsCapacity = 57;
    public const int Sectors28 = 60;
    public const int Supported1 = 82;
    public const int Supported2 = 83;
    public const int Supported3 = 84;
    public const int Enabled1 = 85;
    public const int Enabled2 = 86;
    public const int Enabled3 = 87;
    public const int ResetResult = 93;
    public const int Sectors48 = 100;
    public const int SectorSize = 106;
    public const int Alignment = 209;
    public const int RotationRate = 217;

    public const int SerialWords = 10;
    public const int FirmwareWords = 4;
    public const int ModelWords = 20;

    /// <summary>Word 49 bit 9: LBA. Plan 9 insists on it.</summary>
    public const ushort LbaSupported = 0x0200;

    /// <summary>Bit 14 set and bit 15 clear: the word's content is valid.</summary>
    public const ushort Valid = 0x4000;

    /// <summary>Words 83 and 86: valid, FLUSH CACHE EXT, FLUSH CACHE, LBA48.</summary>
    public const ushort FlushAndLba48 = 0x7400;

    /// <summary>Words 83 and 86 bit 10 alone.</summary>
    public const ushort Lba48 = 0x0400;

    /// <summary>Words 82 and 85 bit 5.</summary>
    public const ushort WriteCache = 0x0020;

    /// <summary>Word 106 bit 13: several logical sectors to a physical one; bits 3:0 hold the power of two.</summary>
    public const ushort SeveralLogicalSectors = 0x2000;
}
