using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>
/// The devices that the running system stands on: what is mounted at <c>/</c> in any mount namespace, or at /boot, /usr and
/// the like in the host's, walked down through partitions, device mapper, RAID, btrfs and loop files to the disks.
/// </summary>
/// <param name="mounts">Where mounts come from.</param>
/// <param name="devices">Where devices come from.</param>
/// <param name="sysRoot">Where sysfs is mounted; asked for btrfs, whose mounts bear no device number.</param>
/// <param name="devRoot">Where /dev is; asked for mounts that name a device their number does not show.</param>
public sealed class RootDevices(MountTable mounts, SysBlock devices, string sysRoot = "/sys", string devRoot = "/dev")
{
    private static readonly HashSet<string> SystemMountPoints = ["/boot", "/boot/efi", "/efi", "/usr", "/etc", "/var"];

    /// <summary>Reads them now.</summary>
    /// <returns>Every device on the way down: volumes, partitions and disks.</returns>
    public IReadOnlySet<DeviceNumber> Read()
    {
        var table = mounts.Read();
        var found = new HashSet<DeviceNumber>();
        foreach (var mount in table)
        {
            if (mount.MountPoint == "/" || (IsHosts(mount, table) && SystemMountPoints.Contains(mount.MountPoint)))
                AddMount(mount, table, found);
        }

        return found;
    }

    /// <summary>Devices below one device, itself included: a partition's disk, a volume's members, a loop file's disk.</summary>
    /// <param name="device">Where to start.</param>
    public IReadOnlySet<DeviceNumber> Below(DeviceNumber device)
    {
        var found = new HashSet<DeviceNumber>();
        Add(device, mounts.Read(), found);
        return found;
    }

    private void AddMount(MountEntry mount, IReadOnlyList<MountEntry> table, HashSet<DeviceNumber> found)
    {
        if (mount.DeviceNumber.Major != 0)
        {
            Add(mount.DeviceNumber, table, found);
            return;
        }

        if (DeviceNode.Find(mount.Source, devRoot) is not { } source)
            return;
        foreach (var member in BtrfsMembers.Of(source, sysRoot))
            Add(member, table, found);
    }

    private void Add(DeviceNumber number, IReadOnlyList<MountEntry> table, HashSet<DeviceNumber> found)
    {
        if (!found.Add(number) || devices.Find(number) is not { } device)
            return;
        if (device.ParentDisk is { } disk)
            Add(disk, table, found);
        foreach (var slave in device.Slaves)
            Add(slave, table, found);
        if (device.LoopBackingFile is { } file && MountOf(file, table) is { } mount)
            AddMount(mount, table, found);
    }

    /// <summary>The mount a path lies on: the longest mount point that leads to it, in the oldest namespace (the host's),
    /// the last one mounted where several lie over each other.</summary>
    private static MountEntry? MountOf(string path, IReadOnlyList<MountEntry> table)
    {
        MountEntry? best = null;
        foreach (var mount in table)
        {
            if (IsHosts(mount, table) && IsUnder(path, mount.MountPoint) && mount.MountPoint.Length >= (best?.MountPoint.Length ?? 0))
                best = mount;
        }

        return best;
    }

    /// <summary>The oldest namespace is the host's. In a container's, /var may be any volume.</summary>
    private static bool IsHosts(MountEntry mount, IReadOnlyList<MountEntry> table) =>
        mount.NamespaceOwnerPid == table[0].NamespaceOwnerPid;

    private static bool IsUnder(string path, string directory) =>
        directory == "/" || (path.StartsWith(directory, StringComparison.Ordinal)
            && (path.Length == directory.Length || path[directory.Length] == '/'));
}
