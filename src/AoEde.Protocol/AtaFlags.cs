namespace AoEde.Protocol;

/// <summary>The AFlags byte of an ATA command (offset 24).</summary>
[Flags]
public enum AtaFlags : byte
{
    /// <summary>None set.</summary>
    None = 0,

    /// <summary>Data goes to the device. Advisory: the opcode decides.</summary>
    Write = 0x01,

    /// <summary>The write may be answered before it is stable.</summary>
    Async = 0x02,

    /// <summary>The device/head register's bit 4.</summary>
    DeviceHead = 0x10,

    /// <summary>The LBA has 48 bits. Advisory: the opcode decides.</summary>
    Extended = 0x40,
}
