using AoEde.Native.Files;

namespace AoEde.Native.Host;

/// <summary>Parses lines of /proc/PID/mountinfo (proc_pid_mountinfo(5)).</summary>
internal static class MountInfo
{
    /// <summary>
    /// Fields: id, parent, major:minor, root, mount point, options, optional fields, "-", type, source, super options.
    /// Null for a line that is not of this form.
    /// </summary>
    public static MountEntry? Parse(string line, int ownerPid)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var dash = Array.IndexOf(fields, "-", Math.Min(6, fields.Length));
        if (dash < 0 || fields.Length < dash + 3 || !DeviceNumber.TryParse(fields[2], out var device))
            return null;

        // An empty source leaves no field at all, and then what follows the type are the super options.
        var hasSource = fields.Length > dash + 3;
        var superOptions = fields[^1];
        return new MountEntry(device, Octal.Unescape(fields[4]), hasSource ? Octal.Unescape(fields[dash + 2]) : "",
            fields[dash + 1], superOptions.Split(',').Contains("ro"), ownerPid);
    }
}
