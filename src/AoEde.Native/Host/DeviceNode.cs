using AoEde.Native.Files;
using Mono.Unix.Native;

namespace AoEde.Native.Host;

/// <summary>Device nodes under a dev root that need not be /dev.</summary>
public static class DeviceNode
{
    /// <summary>The number of the block device that a path names, links followed.</summary>
    /// <param name="path">A path beginning with <c>/dev/</c>, as the host sees it.</param>
    /// <param name="devRoot">Where that /dev is found here.</param>
    /// <returns>Null when there is no such block device.</returns>
    public static DeviceNumber? Find(string path, string devRoot = "/dev")
    {
        const string prefix = "/dev/";
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        return Syscall.stat(Path.Combine(devRoot, path[prefix.Length..]), out var status) == 0
            && (status.st_mode & FilePermissions.S_IFMT) == FilePermissions.S_IFBLK
            ? DeviceNumber.FromPacked(status.st_rdev)
            : null;
    }
}
