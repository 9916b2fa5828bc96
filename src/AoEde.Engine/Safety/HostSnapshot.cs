using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Engine.Safety;

/// <summary>What the host uses its block devices for, read once per question so that one verdict sees one state.</summary>
internal sealed class HostSnapshot
{
    private readonly ILookup<DeviceNumber, MountEntry> _mounts;
    private readonly HashSet<DeviceNumber> _swapDevices = [];
    private readonly HashSet<FileIdentity> _swapFiles = [];
    private readonly HashSet<string> _swapPaths = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<DeviceNumber> _system;

    public HostSnapshot(HostRoots roots)
    {
        Roots = roots;
        Paths = DevicePaths.Scan(roots);
        Blocks = new SysBlock(roots.Sys, roots.Dev).List().ToDictionary(device => device.Number);
        var table = new MountTable(roots.Proc);
        _mounts = table.Read().SelectMany(Devices).ToLookup(pair => pair.Device, pair => pair.Mount);
        _system = new RootDevices(table, new SysBlock(roots.Sys, roots.Dev), roots.Sys, roots.Dev).Read();
        OwnNamespace = NamespaceOf("self");
        ReadSwaps();
    }

    public HostRoots Roots { get; }

    public DevicePaths Paths { get; }

    public IReadOnlyDictionary<DeviceNumber, SysBlockDevice> Blocks { get; }

    /// <summary>Name of our mount namespace; null when this /proc does not show us.</summary>
    public string? OwnNamespace { get; }

    /// <summary>Mounts whose file system is on this device, as member of a btrfs too; one namespace after the other.</summary>
    public IEnumerable<MountEntry> MountsOf(DeviceNumber number) => _mounts[number];

    public bool IsSwap(DeviceNumber number) => _swapDevices.Contains(number);

    public bool IsSwapFile(FileIdentity? identity, string path) =>
        (identity is { } file && _swapFiles.Contains(file)) || _swapPaths.Contains(path);

    /// <summary>The running system's own file systems stand on it, however indirectly.</summary>
    public bool IsSystem(DeviceNumber number) => _system.Contains(number);

    public string? NamespaceOf(object pid) => new FileInfo($"{Roots.Proc}/{pid}/ns/mnt").LinkTarget;

    public string NameOf(DeviceNumber number) => Blocks.TryGetValue(number, out var device) ? device.Name : number.ToString();

    /// <summary>btrfs and the like own an anonymous device number: there the source says which device it is.</summary>
    private IEnumerable<(DeviceNumber Device, MountEntry Mount)> Devices(MountEntry mount)
    {
        if (mount.DeviceNumber.Major != 0)
            return [(mount.DeviceNumber, mount)];
        return DeviceNode.Find(mount.Source, Roots.Dev) is { } source
            ? BtrfsMembers.Of(source, Roots.Sys).Select(member => (member, mount))
            : [];
    }

    private void ReadSwaps()
    {
        foreach (var swap in new Swaps(Roots.Proc).Read())
        {
            var status = NodeStatus.Of(Roots.Locate(swap.Path));
            if (status.Kind == NodeKind.BlockDevice)
                _swapDevices.Add(status.Device);
            else if (status.Kind == NodeKind.RegularFile)
                _swapFiles.Add(status.Identity);
            _swapPaths.Add(swap.Path);
        }
    }
}
