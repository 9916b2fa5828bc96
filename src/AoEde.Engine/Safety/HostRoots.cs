namespace AoEde.Engine.Safety;

/// <summary>Where the host's kernel file systems are seen from here: a container may have the host's /proc elsewhere.</summary>
internal sealed record HostRoots(string Proc = "/proc", string Sys = "/sys", string Dev = "/dev")
{
    /// <summary>The path to open here for a path the administrator wrote: only /dev may be somewhere else.</summary>
    public string Locate(string path) =>
        Dev != "/dev" && path.StartsWith("/dev/", StringComparison.Ordinal) ? Dev + path[4..] : path;

    /// <summary>The name to show for a path found here.</summary>
    public string Display(string path) =>
        Dev != "/dev" && path.StartsWith(Dev + "/", StringComparison.Ordinal) ? "/dev" + path[Dev.Length..] : path;

    /// <summary>The first line of a small kernel file, trimmed; null when there is none or it is empty.</summary>
    public static string? ReadLine(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var line = reader.ReadLine()?.Trim();
            return string.IsNullOrEmpty(line) ? null : line;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Devices and processes come and go while they are looked at.
            return null;
        }
    }
}
