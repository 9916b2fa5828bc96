using System.Text.RegularExpressions;
using AoEde.Testing.Files;

namespace AoEde.Testing.Host;

/// <summary>
/// Everything a test run makes on the machine carries "aoede-t-" and its process id. A run that was killed could not clean
/// up; the next one does it here, and leaves alone what belongs to a process that is still alive.
/// </summary>
public static partial class Leftovers
{
    private static readonly Lazy<bool> Swept = new(Sweep);
    private static int _counter;

    /// <summary>A name no other resource of this machine has.</summary>
    public static string NewName()
    {
        _ = Swept.Value;
        return $"aoede-t-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}";
    }

    private static bool Sweep()
    {
        foreach (var path in Stale("/run/netns"))
        {
            var name = Path.GetFileName(path);
            foreach (var pid in Tool.Run("ip", "netns", "pids", name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Tool.Succeeds("kill", "-KILL", pid);
            Tool.Succeeds("ip", "netns", "delete", name);
        }

        foreach (var group in Hierarchies().SelectMany(Stale))
            Tool.Succeeds("find", group, "-depth", "-type", "d", "-delete");

        foreach (var folder in Stale(Path.GetTempPath()).Concat(Stale(TempFolder.Memory)))
        {
            try
            {
                Unmount(folder);
                foreach (var image in Directory.EnumerateFiles(folder))
                    DetachLoopDevices(image);
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another run sweeps at the same time.
            }
        }

        return true;
    }

    private static void Unmount(string folder)
    {
        var mounts = File.ReadAllLines("/proc/self/mounts").Select(line => line.Split(' ')[1]);
        foreach (var mount in mounts.Where(m => m.StartsWith(folder + "/", StringComparison.Ordinal)))
            Tool.Succeeds("umount", mount);
    }

    private static void DetachLoopDevices(string image)
    {
        if (!Prerequisites.Root.IsMet || Prerequisites.FindProgram("losetup") is null)
            return;
        foreach (var line in Tool.Run("losetup", "--associated", image).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Tool.Succeeds("losetup", "--detach", line[..line.IndexOf(':', StringComparison.Ordinal)]);
    }

    // All of them at once where cgroups are of version 2, one for each controller where they are of version 1.
    private static IEnumerable<string> Hierarchies() =>
        Directory.Exists("/sys/fs/cgroup") ? Directory.EnumerateDirectories("/sys/fs/cgroup").Prepend("/sys/fs/cgroup") : [];

    private static string[] Stale(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder, "aoede-t-*").Where(IsStale)] : [];

    private static bool IsStale(string path)
    {
        var match = OwnedName().Match(Path.GetFileName(path));
        return match.Success && !Directory.Exists($"/proc/{match.Groups["pid"].Value}");
    }

    [GeneratedRegex("^aoede-t-(?<pid>[0-9]+)-", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OwnedName();
}
