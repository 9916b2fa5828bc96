using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>What sysfs says about a block device. Texts are null where the driver gives none.</summary>
public sealed record SysBlockDevice
{
    /// <summary>Its number.</summary>
    public required DeviceNumber Number { get; init; }

    /// <summary>The kernel's name, for instance <c>sda1</c> or <c>dm-0</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For a partition the disk it lies on, otherwise null.</summary>
    public DeviceNumber? ParentDisk { get; init; }

    /// <summary>Its partitions.</summary>
    public IReadOnlyList<DeviceNumber> Partitions { get; init; } = [];

    /// <summary>Devices built on this one (dm, md, bcache): they hold it.</summary>
    public IReadOnlyList<DeviceNumber> Holders { get; init; } = [];

    /// <summary>Devices this one is built on.</summary>
    public IReadOnlyList<DeviceNumber> Slaves { get; init; } = [];

    /// <summary>Size in bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Logical block size in bytes; 512 where unknown.</summary>
    public int LogicalBlockSize { get; init; } = 512;

    /// <summary>Physical block size in bytes; 512 where unknown.</summary>
    public int PhysicalBlockSize { get; init; } = 512;

    /// <summary>The disk's model; for a partition its disk's, as for serial number and WWN.</summary>
    public string? Model { get; init; }

    /// <summary>The disk's serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The disk's world wide identifier (the kernel's wwid), for instance <c>naa.5000c500a1b2c3d4</c>.</summary>
    public string? Wwn { get; init; }

    /// <summary>Whether the disk spins.</summary>
    public bool Rotational { get; init; }

    /// <summary>Whether the kernel refuses writes.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether the medium can be taken out.</summary>
    public bool Removable { get; init; }

    /// <summary>For a loop device the file behind it, as named when it was set up.</summary>
    public string? LoopBackingFile { get; init; }

    /// <summary>For a device-mapper device its name under /dev/mapper.</summary>
    public string? MapperName { get; init; }

    /// <summary>Lasting links to it: /dev/disk/by-*, /dev/mapper, /dev/md.</summary>
    public IReadOnlyList<string> StableLinks { get; init; } = [];
}
