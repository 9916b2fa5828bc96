using AoEde.Testing.Host;

namespace AoEde.Testing.Files;

/// <summary>A loop device over an image, detached on dispose.</summary>
public sealed class LoopDevice : IDisposable
{
    public LoopDevice(TempImage image, int logicalBlockBytes = 512)
    {
        Image = image;
        Path = Tool.Run(
            "losetup", "--find", "--show", "--direct-io=on", $"--sector-size={logicalBlockBytes}", image.Path).Trim();
    }

    public string Path { get; }

    public TempImage Image { get; }

    /// <summary>Write operations that the device has done so far.</summary>
    public long Writes => long.Parse(
        File.ReadAllText($"/sys/block/{System.IO.Path.GetFileName(Path)}/stat").Split(' ', StringSplitOptions.RemoveEmptyEntries)[4]);

    // A target that was killed lets go of the device a moment after its process id is gone.
    public void Dispose() =>
        Eventually.True(() => Tool.Succeeds("losetup", "--detach", Path), $"{Path} detached");
}
