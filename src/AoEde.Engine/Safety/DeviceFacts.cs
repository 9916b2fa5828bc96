using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>What the kernel says about one block device at one moment; all that the rules look at.</summary>
internal sealed record DeviceFacts
{
    /// <summary>Kernel name: <c>sdb1</c>, <c>dm-3</c>.</summary>
    public required string Name { get; init; }

    public required DeviceNumber Number { get; init; }

    /// <summary>For a partition, the disk's number.</summary>
    public DeviceNumber? WholeDisk { get; init; }

    /// <summary>For a loop device, the file behind it.</summary>
    public FileIdentity? LoopFile { get; init; }

    public long SizeBytes { get; init; }

    /// <summary>The kernel refuses writes to it.</summary>
    public bool IsReadOnly { get; init; }

    public bool IsRotational { get; init; }

    public string? Model { get; init; }

    public string? Serial { get; init; }

    public string? Wwn { get; init; }

    /// <summary>Every path under /dev that leads to this device, stable ones first.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>For a partition, every path under /dev that leads to its disk.</summary>
    public IReadOnlyList<string> WholeDiskPaths { get; init; } = [];

    public IReadOnlyList<DeviceUse> Uses { get; init; } = [];

    /// <summary>How the root file system gets to this device ("/ is on dm-0, which is on sda3"); null when it does not.</summary>
    public string? RootChain { get; init; }
}
