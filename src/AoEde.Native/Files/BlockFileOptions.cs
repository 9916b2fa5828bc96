namespace AoEde.Native.Files;

/// <summary>How a <see cref="BlockFile"/> is opened.</summary>
public sealed record BlockFileOptions
{
    /// <summary>O_RDONLY, and no lock on a regular file. Otherwise O_RDWR.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Asks for O_DIRECT. Where 512-byte I/O is impossible the file is opened buffered and says why.</summary>
    public bool Direct { get; init; }

    /// <summary>O_EXCL on a block device: refused with EBUSY while it is mounted or held, and a claim while it is open.</summary>
    public bool Exclusive { get; init; }

    /// <summary>O_DSYNC: a write that completed is on stable storage.</summary>
    public bool Durable { get; init; }

    /// <summary>Where sysfs is mounted; only <see cref="BlockFile.IsRotational"/> asks it.</summary>
    public string SysRoot { get; init; } = "/sys";
}
