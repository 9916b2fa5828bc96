using AoEde.Testing.Host;

namespace AoEde.Testing.Files;

/// <summary>
/// Makes a block device slow for one process: so many operations a second and no more, by a control group of its own. At two
/// a second each one waits half a second for its turn.
/// </summary>
public sealed class SlowDevice : IDisposable
{
    private const string First = "/sys/fs/cgroup/blkio", Second = "/sys/fs/cgroup";
    private readonly string _group;

    public SlowDevice(LoopDevice device, int operationsPerSecond, int processId)
    {
        var number = File.ReadAllText($"/sys/block/{Path.GetFileName(device.Path)}/dev").Trim();
        _group = Path.Combine(Directory.Exists(First) ? First : Second, Leftovers.NewName());
        Directory.CreateDirectory(_group);
        try
        {
            if (Directory.Exists(First))
            {
                Set("blkio.throttle.read_iops_device", $"{number} {operationsPerSecond}");
                Set("blkio.throttle.write_iops_device", $"{number} {operationsPerSecond}");
            }
            else
            {
                Set("io.max", $"{number} riops={operationsPerSecond} wiops={operationsPerSecond}");
            }

            Set("cgroup.procs", $"{processId}");
        }
        catch
        {
            Directory.Delete(_group);
            throw;
        }
    }

    /// <summary>Whether this kernel can do it: control groups with block throttling, and write access to them.</summary>
    public static Prerequisite Prerequisite { get; } = Prerequisite.Of(
        Prerequisites.Root.IsMet && (Throttles(First, "blkio.throttle.read_iops_device") || Throttles(Second, "cgroup.subtree_control")),
        "no control group can slow down a block device here");

    /// <summary>The process must have ended by now: a group with members cannot be removed.</summary>
    public void Dispose() => Eventually.True(TryRemove, $"{_group} removed");

    private static bool Throttles(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) && (folder == First || File.ReadAllText(path).Split(' ', '\n').Contains("io"));
    }

    private void Set(string file, string value) => File.WriteAllText(Path.Combine(_group, file), value);

    private bool TryRemove()
    {
        try
        {
            Directory.Delete(_group);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
