using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Freeze.Tests.Space;

/// <summary>An ext4 file system of some MiB on a loop device, mounted for one test.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private readonly TempFolder _folder = new();

    public SmallFileSystem(int mebibytes)
    {
        Skip.IfNot(Prerequisites.LoopDevices.IsMet, Prerequisites.LoopDevices.Reason);
        Skip.If(Prerequisites.FindProgram("mkfs.ext4") is null, "mkfs.ext4 is not installed");
        Path = _folder["mount"];
        try
        {
            using (var image = new FileStream(_folder["image"], FileMode.CreateNew))
                image.SetLength((long)mebibytes << 20);
            Tool.Run("mkfs.ext4", "-q", "-F", "-m", "0", _folder["image"]);
            Directory.CreateDirectory(Path);
            Skip.IfNot(Tool.Succeeds("mount", "-o", "loop", _folder["image"], Path), "file systems cannot be mounted here");
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    public long TotalBytes => new DriveInfo(Path).TotalSize;

    public long FreeBytes => new DriveInfo(Path).AvailableFreeSpace;

    // The loop device goes with the mount.
    public void Dispose()
    {
        Eventually.True(() => Tool.Succeeds("umount", Path), $"{Path} unmounted");
        _folder.Dispose();
    }
}
