using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>A btrfs file system spreads over devices of which mountinfo names one; sysfs lists them all.</summary>
public static class BtrfsMembers
{
    /// <summary>All members of the file system that holds this device, or the device alone when it is in none.</summary>
    public static IReadOnlyList<DeviceNumber> Of(DeviceNumber device, string sysRoot)
    {
        var root = Path.Combine(sysRoot, "fs/btrfs");
        foreach (var fileSystem in Directory.Exists(root) ? Directory.GetDirectories(root) : [])
        {
            var members = SysDirectory.Open(fileSystem)?.Children("devices").Numbers() ?? [];
            if (members.Contains(device))
                return members;
        }

        return [device];
    }
}
