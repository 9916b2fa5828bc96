using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>
/// The bytes that a target claims, named by what the kernel knows them by and not by a path. A loop device has both
/// halves: its own number and the file behind it.
/// </summary>
public sealed record ClaimSubject
{
    /// <summary>How a message names it.</summary>
    public required string Path { get; init; }

    /// <summary>The block device's number; null for a file.</summary>
    public DeviceNumber? Device { get; init; }

    /// <summary>For a partition, the number of the disk it is on.</summary>
    public DeviceNumber? WholeDisk { get; init; }

    /// <summary>The regular file, or the file behind a loop device.</summary>
    public FileIdentity? File { get; init; }

    /// <summary>Whether two claims share bytes: the same device, a disk and its partition, or the same file.</summary>
    internal bool Overlaps(ClaimSubject other) =>
        Same(Device, other.Device)
        || Same(Device, other.WholeDisk)
        || Same(WholeDisk, other.Device)
        || (File is { } file && file == other.File);

    private static bool Same(DeviceNumber? one, DeviceNumber? two) => one is { } number && number == two;
}
