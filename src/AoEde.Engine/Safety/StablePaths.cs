namespace AoEde.Engine.Safety;

/// <summary>
/// Which names of a device mean the same disk after a reboot. Kernel names (<c>/dev/sdb</c>, <c>/dev/dm-3</c>) follow the
/// order of discovery; by-uuid and by-label are read from the content, which a writable target's initiator can change.
/// </summary>
internal static class StablePaths
{
    /// <summary>A phrase that follows the path, or null when it is stable.</summary>
    public static string? WhyUnstable(string path, string kernelName, bool readOnly)
    {
        if (path.StartsWith("/dev/disk/by-diskseq/", StringComparison.Ordinal))
            return "counts discoveries, so it means another disk after a reboot";
        if (IsByContent(path) && !readOnly)
            return "is read from the device's content, which initiators of a writable target can change";
        return IsKernelName(path, kernelName) ? "is a kernel name, which may mean another disk after a reboot" : null;
    }

    /// <summary>Best names first: what hardware says, then what an administrator said, then places, then the rest.</summary>
    public static int Rank(string path) => path switch
    {
        _ when IsUnder(path, "/dev/disk/by-id/") => path.Contains("/wwn-", StringComparison.Ordinal) ? 1 : 0,
        _ when IsUnder(path, "/dev/mapper/") || IsUnder(path, "/dev/md/") || IsUnder(path, "/dev/zvol/") => 2,
        _ when IsUnder(path, "/dev/disk/by-partuuid/") => 3,
        _ when IsUnder(path, "/dev/disk/by-path/") => 4,
        _ when IsUnder(path, "/dev/disk/") => 5,
        _ => 6,
    };

    private static bool IsByContent(string path) =>
        IsUnder(path, "/dev/disk/by-uuid/") || IsUnder(path, "/dev/disk/by-label/");

    /// <summary>Its own kernel name anywhere: a node made elsewhere by hand is no better than the one in /dev.</summary>
    private static bool IsKernelName(string path, string kernelName) =>
        path.AsSpan(path.LastIndexOf('/') + 1).SequenceEqual(kernelName);

    private static bool IsUnder(string path, string directory) => path.StartsWith(directory, StringComparison.Ordinal);
}
