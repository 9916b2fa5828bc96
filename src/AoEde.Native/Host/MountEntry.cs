using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>One mount, as some process sees it.</summary>
/// <param name="DeviceNumber">The file system's device; major 0 when it owns none (overlay, tmpfs, btrfs, zfs).</param>
/// <param name="MountPoint">Where it is mounted, inside that process's root.</param>
/// <param name="Source">What was mounted, for instance <c>/dev/sda1</c>; free text for many file systems.</param>
/// <param name="FileSystem">The type, for instance <c>ext4</c>.</param>
/// <param name="ReadOnly">Whether the file system itself is read-only. A read-only bind mount of a writable one is not.</param>
/// <param name="NamespaceOwnerPid">A process that lives in the mount namespace, under the proc root that was read.</param>
public sealed record MountEntry(
    DeviceNumber DeviceNumber, string MountPoint, string Source, string FileSystem, bool ReadOnly, int NamespaceOwnerPid);
