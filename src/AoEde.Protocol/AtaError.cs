namespace AoEde.Protocol;

/// <summary>The ATA error register in a reply (offset 25), meaningful with <see cref="AtaStatus.Error"/>.</summary>
[Flags]
public enum AtaError : byte
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>There is no medium (NM).</summary>
    NoMedium = 0x02,

    /// <summary>The command is unknown or was refused (ABRT).</summary>
    Abort = 0x04,

    /// <summary>A change of medium was asked for (MCR).</summary>
    MediumChangeRequested = 0x08,

    /// <summary>The sectors lie outside the device (IDNF).</summary>
    IdNotFound = 0x10,

    /// <summary>The medium was changed (MC).</summary>
    MediumChanged = 0x20,

    /// <summary>The sectors cannot be read (UNC).</summary>
    Uncorrectable = 0x40,

    /// <summary>A checksum error on the cable, or a bad block (ICRC, BBK).</summary>
    InterfaceCrc = 0x80,
}
