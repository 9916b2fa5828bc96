using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>Every name under /dev by the number of the device it leads to, best names first.</summary>
internal sealed class DevicePaths
{
    /// <summary>Deep enough for /dev/zvol/pool/dataset/…/volume.</summary>
    private const int MaximumDepth = 8;

    /// <summary>Directories without names of disks, and block/8:0, which is the number and no name.</summary>
    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "block", "bus", "char", "cpu", "dri", "fd", "hugepages", "input", "mqueue", "net", "pts", "shm", "snd", "vfio",
    };

    private readonly Dictionary<DeviceNumber, List<string>> _paths = [];

    private DevicePaths()
    {
    }

    public IReadOnlyList<string> Of(DeviceNumber number) => _paths.TryGetValue(number, out var paths) ? paths : [];

    public static DevicePaths Scan(HostRoots roots)
    {
        var found = new DevicePaths();
        found.Walk(roots, roots.Dev, 0);
        foreach (var paths in found._paths.Values)
        {
            paths.Sort(static (one, two) => StablePaths.Rank(one) != StablePaths.Rank(two)
                ? StablePaths.Rank(one).CompareTo(StablePaths.Rank(two))
                : string.CompareOrdinal(one, two));
        }

        return found;
    }

    private void Walk(HostRoots roots, string directory, int depth)
    {
        foreach (var entry in Entries(directory))
        {
            var status = NodeStatus.Of(entry.FullName);
            if (status.Kind == NodeKind.BlockDevice)
                Add(status.Device, roots.Display(entry.FullName));
            else if (status.Kind == NodeKind.Directory && entry.LinkTarget is null && depth < MaximumDepth && !(depth == 0 && Skipped.Contains(entry.Name)))
                Walk(roots, entry.FullName, depth + 1);
        }
    }

    private void Add(DeviceNumber number, string path)
    {
        if (!_paths.TryGetValue(number, out var paths)) _paths[number] = paths = [];
        paths.Add(path);
    }

    private static FileSystemInfo[] Entries(string directory)
    {
        try
        {
            return new DirectoryInfo(directory).GetFileSystemInfos();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
