using AoEde.Testing.Host;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>
/// A node's /dev: what every machine has, and the disks that were attached to this one. It is kept while the node is down.
/// </summary>
internal sealed class NodeDevices
{
    private static readonly string[] Common =
        ["console", "full", "fuse", "kmsg", "loop-control", "null", "ptmx", "random", "tty", "urandom", "zero"];

    private readonly string _folder;

    public NodeDevices(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Tool.Run("mount", "-t", "tmpfs", "-o", "mode=755", "node-dev", folder);
        Tool.Run("cp", ["--archive", "--target-directory", folder, .. Common.Select(name => $"/dev/{name}").Where(File.Exists)]);
        foreach (var (name, target) in new[] { ("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2") })
            File.CreateSymbolicLink(Path.Combine(folder, name), target);
    }

    /// <summary>Shows a block device of the machine, with a name that stays.</summary>
    /// <returns>That name.</returns>
    public string Attach(string device, string id)
    {
        Tool.Run("cp", "--archive", device, _folder);
        Directory.CreateDirectory(Path.Combine(_folder, "disk", "by-id"));
        File.CreateSymbolicLink(Path.Combine(_folder, "disk", "by-id", id), $"../../{Path.GetFileName(device)}");
        return $"/dev/disk/by-id/{id}";
    }

    /// <summary>Shows it no longer.</summary>
    public void Detach(string device, string id)
    {
        File.Delete(Path.Combine(_folder, "disk", "by-id", id));
        File.Delete(Path.Combine(_folder, Path.GetFileName(device)));
    }
}
