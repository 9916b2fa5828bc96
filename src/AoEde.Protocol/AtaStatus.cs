namespace AoEde.Protocol;

/// <summary>The ATA status register in a reply (offset 27). Good completion is <see cref="Ready"/> alone.</summary>
[Flags]
public enum AtaStatus : byte
{
    /// <summary>None set; never sent.</summary>
    None = 0,

    /// <summary>The command failed; the error register says why.</summary>
    Error = 0x01,

    /// <summary>Data is waiting (DRQ).</summary>
    DataRequest = 0x08,

    /// <summary>The device itself failed (DF).</summary>
    DeviceFault = 0x20,

    /// <summary>The device is ready (DRDY).</summary>
    Ready = 0x40,

    /// <summary>The device is busy (BSY).</summary>
    Busy = 0x80,
}
