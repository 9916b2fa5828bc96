using AoEde.Testing.Files;
using AoEde.Testing.Host;

namespace AoEde.Bench.Contenders;

/// <summary>
/// The images of one station: written in full, so that no row measures holes, and removed on dispose with the file system and the
/// devices that were made for them.
/// </summary>
internal sealed class Backing : IDisposable
{
    private const int ManyTargets = 256;
    private const long Mebi = 1 << 20;
    private readonly TempFolder _folder = new();
    private readonly List<string> _loops = [];
    private readonly string _memory;

    /// <param name="scene">What the images are for.</param>
    /// <param name="bytes">Bytes of each, where it is not the scene's usual size.</param>
    public Backing(Scene scene, long? bytes = null)
    {
        _memory = Path.Combine(_folder.Path, "memory");
        Directory.CreateDirectory(_memory);
        try
        {
            Tool.Run("mount", "-t", "tmpfs", "-o", "size=80%", "tmpfs", _memory);
            Directory.CreateDirectory(Folder);
            Images = Make(scene, bytes ?? BytesOf(scene));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Image or device of each target.</summary>
    public IReadOnlyList<string> Images { get; }

    /// <summary>A folder in memory for whatever else the station needs, without images: an agent watches the folder of its manifests.</summary>
    public string Folder => Path.Combine(_memory, "station");

    /// <summary>Bytes of an image.</summary>
    public static long BytesOf(Scene scene) => scene switch
    {
        Scene.Targets => 1 * Mebi,
        Scene.Merging => 1280 * Mebi,
        _ => 128 * Mebi,
    };

    /// <summary>Bytes of all images together.</summary>
    public static long TotalBytesOf(Scene scene) => BytesOf(scene) * (scene == Scene.Targets ? ManyTargets : 1);

    public void Dispose()
    {
        foreach (var loop in _loops)
            Eventually.Holds(() => Tool.Succeeds("losetup", "--detach", loop), TimeSpan.FromSeconds(5));
        Eventually.Holds(() => !IsMounted() || Tool.Succeeds("umount", _memory), TimeSpan.FromSeconds(5));
        _folder.Dispose();
    }

    private List<string> Make(Scene scene, long bytes)
    {
        switch (scene)
        {
            case Scene.Targets:
                return [.. Enumerable.Range(0, ManyTargets).Select(i => Write(Path.Combine(_memory, $"disk-{i}.img"), bytes))];
            case Scene.Ext4 or Scene.WriteBehind or Scene.Direct:
                return [Write(_folder["disk.img"], bytes)];
            case Scene.Loop:
                var image = Write(Path.Combine(_memory, "disk.img"), bytes);
                _loops.Add(Tool.Run("losetup", "--find", "--show", image).Trim());
                return [_loops[0]];
            default:
                return [Write(Path.Combine(_memory, "disk.img"), bytes)];
        }
    }

    private bool IsMounted() => File.ReadAllText("/proc/self/mounts").Contains($" {_memory} ", StringComparison.Ordinal);

    private static string Write(string path, long bytes)
    {
        var chunk = new byte[Mebi];
        new Random(1).NextBytes(chunk);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var written = 0L; written < bytes; written += chunk.Length)
            file.Write(chunk);
        file.Flush(flushToDisk: true);
        return path;
    }
}
