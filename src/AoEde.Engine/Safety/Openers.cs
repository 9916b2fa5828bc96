using System.Globalization;
using AoEde.Native.Files;

namespace AoEde.Engine.Safety;

/// <summary>Which processes have something open: asked only after the kernel refused to open it, to name the holder.</summary>
internal sealed class Openers(HostRoots roots)
{
    /// <summary>Our process as this /proc numbers it; 0 when it does not show us.</summary>
    public int OwnPid { get; } =
        int.TryParse(new FileInfo($"{roots.Proc}/self").LinkTarget, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0;

    /// <summary>Pids with a descriptor on this block device, whatever name they opened it by, in ascending order.</summary>
    public IReadOnlyList<int> OfDevice(DeviceNumber number)
    {
        var pids = new SortedSet<int>();
        foreach (var process in Names(roots.Proc))
        {
            if (!int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            if (HasOpen($"{roots.Proc}/{process}/fd", number)) pids.Add(pid);
        }

        return [.. pids];
    }

    /// <summary>Pid that holds an exclusive flock on this file, or null; /proc/locks says it without looking at descriptors.</summary>
    public int? OfLock(FileIdentity file)
    {
        var (major, minor) = file.FileSystem;
        var identity = string.Create(CultureInfo.InvariantCulture, $"{major:x2}:{minor:x2}:{file.Inode}");
        foreach (var line in Lines($"{roots.Proc}/locks"))
        {
            // 1: FLOCK  ADVISORY  WRITE 4242 fe:00:12345 0 EOF
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 5 && fields[1] == "FLOCK" && fields[5] == identity
                && int.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return pid;
        }

        return null;
    }

    /// <summary>How a message names a process: <c>vblade (pid 4242)</c>.</summary>
    public string Describe(int pid) => $"{HostRoots.ReadLine($"{roots.Proc}/{pid}/comm") ?? "a process"} (pid {pid})";

    private static bool HasOpen(string descriptors, DeviceNumber number)
    {
        foreach (var name in Names(descriptors))
        {
            var path = $"{descriptors}/{name}";
            // Only what looks like a device is asked for its number: asking a file on a dead network server would hang.
            var target = LinkTarget(path);
            if (target is null || !LooksLikeDevice(target)) continue;
            var status = NodeStatus.Of(path);
            if (status.Kind == NodeKind.BlockDevice && status.Device == number) return true;
        }

        return false;
    }

    private static bool LooksLikeDevice(string target) =>
        target.Contains("/dev/", StringComparison.Ordinal) || target.Contains("/volumeDevices/", StringComparison.Ordinal);

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Names(string directory)
    {
        try
        {
            return Directory.GetFileSystemEntries(directory).Select(static path => Path.GetFileName(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
