using AoEde.Native.Files;
using Mono.Unix.Native;

namespace AoEde.Engine.Safety;

/// <summary>What stat(2) says about a path, links followed.</summary>
/// <param name="Kind">What is there.</param>
/// <param name="Device">The device's own number, for a block device; else the default value.</param>
/// <param name="Identity">File system and inode.</param>
/// <param name="SizeBytes">Length of a regular file.</param>
/// <param name="Links">Number of names.</param>
internal readonly record struct NodeStatus(NodeKind Kind, DeviceNumber Device, FileIdentity Identity, long SizeBytes, int Links)
{
    /// <summary>Never fails: what cannot be looked at counts as missing.</summary>
    public static NodeStatus Of(string path)
    {
        if (Syscall.stat(path, out var status) < 0) return default;
        var kind = (status.st_mode & FilePermissions.S_IFMT) switch
        {
            FilePermissions.S_IFBLK => NodeKind.BlockDevice,
            FilePermissions.S_IFREG => NodeKind.RegularFile,
            FilePermissions.S_IFDIR => NodeKind.Directory,
            _ => NodeKind.Other,
        };
        return new NodeStatus(
            kind,
            kind == NodeKind.BlockDevice ? DeviceNumber.FromPacked(status.st_rdev) : default,
            new FileIdentity(DeviceNumber.FromPacked(status.st_dev), status.st_ino),
            status.st_size,
            (int)status.st_nlink);
    }
}
