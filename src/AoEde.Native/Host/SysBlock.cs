using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>Block devices as sysfs and /dev describe them. Reads afresh on every call; holds nothing but the roots.</summary>
/// <param name="sysRoot">Where sysfs is mounted.</param>
/// <param name="devRoot">Where /dev is; only asked for links.</param>
public sealed class SysBlock(string sysRoot = "/sys", string devRoot = "/dev")
{
    private const int SectorBytes = 512;

    private readonly StableLinks _links = new(devRoot);

    /// <summary>All block devices, partitions included, in order of their numbers.</summary>
    public IReadOnlyList<SysBlockDevice> List()
    {
        var directory = Path.Combine(sysRoot, "dev/block");
        if (!Directory.Exists(directory))
            return [];
        var links = _links.Read();
        var devices = new List<SysBlockDevice>();
        foreach (var entry in Directory.EnumerateFileSystemEntries(directory))
        {
            if (DeviceNumber.TryParse(Path.GetFileName(entry), out var number) && Find(number, links) is { } device)
                devices.Add(device);
        }

        return [.. devices.OrderBy(device => device.Number.Major).ThenBy(device => device.Number.Minor)];
    }

    /// <summary>One device, or null when there is none of this number (any more).</summary>
    /// <param name="number">Its number.</param>
    public SysBlockDevice? Find(DeviceNumber number) => Find(number, null);

    private SysBlockDevice? Find(DeviceNumber number, ILookup<string, string>? links)
    {
        if (SysDirectory.Open(Path.Combine(sysRoot, "dev/block", number.ToString())) is not { } node)
            return null;

        // A partition's directory lies inside its disk's; queue and device exist for the disk only.
        var parent = node.Has("partition") ? node.Parent : null;
        var disk = parent ?? node;
        var name = node.Name.Replace('!', '/');
        return new SysBlockDevice
        {
            Number = number,
            Name = name,
            ParentDisk = parent?.Device,
            Partitions = node.Children("").Where(child => child.Has("partition")).Numbers(),
            Holders = node.Children("holders").Numbers(),
            Slaves = node.Children("slaves").Numbers(),
            SizeBytes = node.Number("size") * SectorBytes,
            LogicalBlockSize = (int)disk.Number("queue/logical_block_size", SectorBytes),
            PhysicalBlockSize = (int)disk.Number("queue/physical_block_size", SectorBytes),
            Model = disk.Text("device/model"),
            Serial = DiskIdentity.Serial(disk),
            Wwn = disk.Text("wwid") ?? disk.Text("device/wwid"),
            Rotational = disk.Number("queue/rotational") != 0,
            ReadOnly = node.Number("ro") != 0,
            Removable = disk.Number("removable") != 0,
            LoopBackingFile = disk.Text("loop/backing_file"),
            MapperName = disk.Text("dm/name"),
            StableLinks = [.. (links ?? _links.Read())[name]],
        };
    }
}
