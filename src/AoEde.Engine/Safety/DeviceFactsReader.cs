using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Engine.Safety;

/// <summary>Fills <see cref="DeviceFacts"/> from what the kernel shows.</summary>
internal sealed class DeviceFactsReader(HostSnapshot host)
{
    private readonly Openers _openers = new(host.Roots);

    public DeviceFacts Read(SysBlockDevice device) => new()
    {
        Name = device.Name,
        Number = device.Number,
        WholeDisk = device.ParentDisk,
        LoopFile = LoopFileOf(device),
        SizeBytes = device.SizeBytes,
        IsReadOnly = device.ReadOnly,
        IsRotational = device.Rotational,
        Model = device.Model,
        Serial = device.Serial,
        Wwn = device.Wwn,
        Paths = host.Paths.Of(device.Number),
        WholeDiskPaths = device.ParentDisk is { } disk ? host.Paths.Of(disk) : [],
        Uses = UsesOf(device),
        RootChain = host.IsSystem(device.Number) ? ChainOf(device) : null,
    };

    /// <summary>What uses the device, its partitions, and the disk it is a partition of.</summary>
    public IReadOnlyList<DeviceUse> UsesOf(SysBlockDevice device)
    {
        var uses = new List<DeviceUse>();
        Add(uses, UseScope.Self, device);
        foreach (var number in device.Partitions)
        {
            if (host.Blocks.TryGetValue(number, out var partition)) Add(uses, UseScope.Partition, partition);
        }

        if (device.ParentDisk is { } parent && host.Blocks.TryGetValue(parent, out var disk))
            Add(uses, UseScope.WholeDisk, disk);
        return uses;
    }

    /// <summary>The file behind a loop device; null when this mount namespace does not show it.</summary>
    private static FileIdentity? LoopFileOf(SysBlockDevice device)
    {
        if (device.LoopBackingFile is not { } path) return null;
        var status = NodeStatus.Of(path);
        return status.Kind == NodeKind.RegularFile ? status.Identity : null;
    }

    private void Add(List<DeviceUse> uses, UseScope scope, SysBlockDevice device)
    {
        // Our own namespace first: a path that the reader can go to says more than a container's copy of the mount.
        if (host.MountsOf(device.Number).OrderBy(IsForeign).FirstOrDefault() is { } mount)
            uses.Add(new DeviceUse(scope, UseKind.Mount, device.Name, Phrase(mount)));
        if (host.IsSwap(device.Number))
            uses.Add(new DeviceUse(scope, UseKind.Swap, device.Name, "in use as swap"));
        foreach (var holder in device.Holders)
            uses.Add(new DeviceUse(scope, UseKind.Holder, device.Name, $"held by {HolderPhrase(holder)}"));
    }

    private bool IsForeign(MountEntry mount) => host.NamespaceOf(mount.NamespaceOwnerPid) != host.OwnNamespace;

    private string Phrase(MountEntry mount) => IsForeign(mount)
        ? $"mounted at {mount.MountPoint} in the mount namespace of {_openers.Describe(mount.NamespaceOwnerPid)}"
        : $"mounted at {mount.MountPoint}";

    private string HolderPhrase(DeviceNumber number)
    {
        if (!host.Blocks.TryGetValue(number, out var holder)) return $"device {number}";
        var what = holder switch
        {
            { MapperName: { } volume } => $"device-mapper volume {volume} ({holder.Name})",
            _ when holder.Name.StartsWith("md", StringComparison.Ordinal) => $"RAID array {holder.Name}",
            _ => holder.Name,
        };
        var mount = host.MountsOf(number).OrderBy(IsForeign).FirstOrDefault();
        return mount is null ? what : $"{what}, which is {Phrase(mount)}";
    }

    /// <summary>Which system mount is on it: directly, or on a device built above it.</summary>
    private string ChainOf(SysBlockDevice device)
    {
        var above = device.Partitions.Concat(device.Holders).Where(host.IsSystem).ToList();
        if (host.MountsOf(device.Number).OrderBy(IsForeign).ThenBy(mount => mount.MountPoint.Length).FirstOrDefault() is { } mount)
            return $"{mount.MountPoint} is on it";
        foreach (var number in above)
        {
            if (host.Blocks.TryGetValue(number, out var upper)) return $"{upper.Name} is built on it, and {ChainOf(upper)}";
        }

        return "a file or volume the system runs from is on it";
    }
}
