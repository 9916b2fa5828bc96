namespace AoEde.Native.Host;

/// <summary>The links udev makes to block devices. They name the device node, which bears the kernel's name.</summary>
internal sealed class StableLinks(string devRoot)
{
    /// <summary>From the kernel's name of a device to its links, as paths under /dev whatever the dev root is.</summary>
    public ILookup<string, string> Read() =>
        Directories().SelectMany(Links).OrderBy(link => link.Path, StringComparer.Ordinal).ToLookup(link => link.Name, link => link.Path);

    private IEnumerable<string> Directories()
    {
        var disk = Path.Combine(devRoot, "disk");
        var byKind = Directory.Exists(disk) ? Directory.GetDirectories(disk, "by-*") : [];
        return byKind.Append(Path.Combine(devRoot, "mapper")).Append(Path.Combine(devRoot, "md")).Where(Directory.Exists);
    }

    private IEnumerable<(string Name, string Path)> Links(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not { } target)
                continue;
            var node = Path.GetFullPath(target, directory);
            var root = Path.GetFullPath(devRoot);
            yield return (Path.GetRelativePath(root, node), Path.Combine("/dev", Path.GetRelativePath(root, entry.FullName)));
        }
    }
}
