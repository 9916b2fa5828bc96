using AoEde.Native.Files;
using AoEde.Native.Host;

namespace AoEde.Engine.Freeze;

/// <summary>Where a shadow may be made: what is acknowledged while frozen is only as safe as the place it goes to.</summary>
internal static class ShadowPlace
{
    /// <summary>Refuses a place that cannot hold a shadow.</summary>
    /// <param name="path">The file that is to be made.</param>
    /// <param name="backing">The base, whose data is not to become less safe than it is.</param>
    /// <exception cref="FreezeException">What is wrong with it.</exception>
    public static void Require(string path, string backing)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))
            ?? throw Refused(path, "is no path of a file", "Name a file in a folder.");
        if (!Directory.Exists(folder))
            throw Refused(path, $"cannot be made: {folder} is no folder", "Make it, or mount what belongs there.");
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            throw Refused(path, "exists, and no file is ever overwritten", "Move it away, or name another place.");
        uint magic = FileSystemSpace.Of(folder).Magic;
        if (FileSystemMagic.RemoteName(magic) is { } remote)
            throw Refused(path, $"would be on {remote}, where another host decides what is stable", "Name a folder on a local disk.");
        if (FileSystemMagic.DenseName(magic) is { } dense)
            throw Refused(path, $"would be on {dense}, which has no sparse files", "Name a folder on ext4, XFS or btrfs.");
        if (FileSystemMagic.IsMemory(magic) && !IsFileInMemory(backing))
            throw Refused(path, "would be in memory, and the base is on a disk", "Name a folder on a disk.");
    }

    /// <summary>The refusal of a place.</summary>
    public static FreezeException Refused(string path, string cause, string remedy, Exception? inner = null) =>
        new("ShadowFailed", $"Shadow {path} {cause}. {remedy}", inner);

    // A device node is in memory whatever its disk is.
    private static bool IsFileInMemory(string backing) =>
        File.Exists(backing) && DeviceNode.Find(backing) is null && FileSystemMagic.IsMemory(FileSystemSpace.Of(backing).Magic);
}
