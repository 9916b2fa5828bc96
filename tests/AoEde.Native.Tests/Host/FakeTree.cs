namespace AoEde.Native.Tests.Host;

/// <summary>A directory that stands for /proc, /sys or /dev.</summary>
internal sealed class FakeTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("aoede-tree-").FullName;

    public FakeTree File(string path, string text)
    {
        System.IO.File.WriteAllText(Place(path), text);
        return this;
    }

    public FakeTree File(string path, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(Place(path), bytes);
        return this;
    }

    /// <summary>A relative link is kept as given, as sysfs and udev make them.</summary>
    public FakeTree Link(string path, string target)
    {
        System.IO.File.CreateSymbolicLink(Place(path), target);
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Place(string path)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
