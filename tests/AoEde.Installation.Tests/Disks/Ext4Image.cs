using System.Security.Cryptography;
using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Installation.Tests.Disks;

/// <summary>A file system in an image, looked at without mounting it.</summary>
internal static class Ext4Image
{
    /// <summary>e2fsck finds nothing wrong.</summary>
    public static void ExpectClean(string image) => Tool.Run("e2fsck", "-f", "-n", image);

    /// <summary>What mounting does first after a power cut.</summary>
    public static void ReplayJournal(string image) => Tool.Run("e2fsck", "-y", "-E", "journal_only", image);

    /// <summary>The SHA-256 of each file, by its path.</summary>
    public static IReadOnlyDictionary<string, string> Files(string image)
    {
        using var folder = new TempFolder();
        Tool.Run("debugfs", "-R", $"rdump / {folder.Path}", image);
        return Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder.Path, path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), StringComparer.Ordinal);
    }
}
