namespace AoEde.Protocol;

/// <summary>What a target says about its device in IDENTIFY DEVICE.</summary>
public readonly record struct IdentifyInfo
{
    /// <summary>An ordinary 512-byte, non-rotating device without a write cache.</summary>
    public IdentifyInfo()
    {
    }

    /// <summary>The size in sectors of 512 bytes; 48 bits count.</summary>
    public required ulong Sectors { get; init; }

    /// <summary>The serial number: 20 characters of printable ASCII are sent. It should be stable and unique.</summary>
    public required string Serial { get; init; }

    /// <summary>The firmware revision: 8 characters are sent.</summary>
    public required string Firmware { get; init; }

    /// <summary>The model: 40 characters are sent.</summary>
    public required string Model { get; init; }

    /// <summary>Whether acknowledged writes may be volatile until a flush.</summary>
    public bool WriteCache { get; init; }

    /// <summary>
    /// The device's logical block in bytes. Sectors on the wire stay at 512: a larger value is told as a physical sector.
    /// </summary>
    public int LogicalSectorSize { get; init; } = AoeWire.SectorSize;

    /// <summary>The device's physical block in bytes; a power of two of 512 or more, else it is not told.</summary>
    public int PhysicalSectorSize { get; init; } = AoeWire.SectorSize;

    /// <summary>Whether the medium turns, so that order matters to it.</summary>
    public bool Rotational { get; init; }
}
