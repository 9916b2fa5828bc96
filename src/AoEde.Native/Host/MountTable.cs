using System.Globalization;

namespace AoEde.Native.Host;

/// <summary>
/// The mounts of every mount namespace that some visible process lives in. A device mounted in a container, or on the host
/// when we run in a container, does not show in our own mountinfo.
/// </summary>
/// <param name="procRoot">Where proc is mounted; in a pod without hostPID the host's proc, mounted elsewhere.</param>
public sealed class MountTable(string procRoot = "/proc")
{
    /// <summary>Reads all mounts now; processes that end meanwhile are passed over.</summary>
    public IReadOnlyList<MountEntry> Read() => Read(out _);

    /// <summary>Reads all mounts now.</summary>
    /// <param name="unreadableProcesses">Processes whose namespace we may not see (lacking CAP_SYS_PTRACE): the table may
    /// then be incomplete.</param>
    public IReadOnlyList<MountEntry> Read(out int unreadableProcesses)
    {
        unreadableProcesses = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<MountEntry>();
        foreach (var pid in Processes())
        {
            var directory = Path.Combine(procRoot, pid.ToString(CultureInfo.InvariantCulture));
            string? mountNamespace;
            try
            {
                mountNamespace = File.ResolveLinkTarget(Path.Combine(directory, "ns/mnt"), false)?.Name;
            }
            catch (UnauthorizedAccessException)
            {
                unreadableProcesses++;
                continue;
            }
            catch (IOException)
            {
                continue; // It ended between the listing and now, or is a zombie, which has no namespace.
            }

            // A namespace counts as seen only once it was read: its first process may vanish before its mounts are.
            if (mountNamespace is not null && !seen.Contains(mountNamespace) && TryRead(directory, pid, entries))
                seen.Add(mountNamespace);
        }

        return entries;
    }

    private static bool TryRead(string directory, int pid, List<MountEntry> entries)
    {
        try
        {
            var before = entries.Count;
            foreach (var line in File.ReadAllLines(Path.Combine(directory, "mountinfo")))
            {
                if (MountInfo.Parse(line, pid) is { } entry)
                    entries.Add(entry);
            }

            // A process that is going away may still show its namespace but no mounts any more.
            return entries.Count > before;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Process numbers in ascending order, so that the owner of a shared namespace is its oldest process.</summary>
    private List<int> Processes()
    {
        var numbers = new List<int>();
        foreach (var directory in Directory.EnumerateDirectories(procRoot))
        {
            if (int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                numbers.Add(pid);
        }

        numbers.Sort();
        return numbers;
    }
}
