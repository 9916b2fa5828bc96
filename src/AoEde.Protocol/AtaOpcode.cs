namespace AoEde.Protocol;

/// <summary>The ATA command register in a request (offset 27).</summary>
public enum AtaOpcode : byte
{
    /// <summary>Read, 28-bit LBA.</summary>
    ReadSectors = 0x20,

    /// <summary>Read, 48-bit LBA.</summary>
    ReadSectorsExt = 0x24,

    /// <summary>Write, 28-bit LBA.</summary>
    WriteSectors = 0x30,

    /// <summary>Write, 48-bit LBA.</summary>
    WriteSectorsExt = 0x34,

    /// <summary>Check power mode; the answer's count is 0xFF, "active".</summary>
    CheckPowerMode = 0xE5,

    /// <summary>Make every acknowledged write stable.</summary>
    FlushCache = 0xE7,

    /// <summary>The same for 48-bit devices.</summary>
    FlushCacheExt = 0xEA,

    /// <summary>Return the 512 bytes of <see cref="IdentifyData"/>.</summary>
    IdentifyDevice = 0xEC,
}
