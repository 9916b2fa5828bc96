using System.Globalization;
using System.Security.Cryptography;
using AoEde.Testing.Host;

namespace AoEde.Demo;

/// <summary>A sparse disk image, removed on dispose.</summary>
internal sealed class DemoImage : IDisposable
{
    public DemoImage(string folder, long bytes)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"{Leftovers.NewName()}.img");
        using var file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write);
        file.SetLength(bytes);
    }

    public string Path { get; }

    /// <summary>Bytes that the file system has really given it.</summary>
    public long AllocatedBytes =>
        long.Parse(Tool.Run("stat", "--format=%b", Path), CultureInfo.InvariantCulture) * 512;


    public void Dispose() => File.Delete(Path);

    /// <summary>SHA-256 of the whole image, read past the target.</summary>
    public string Checksum()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
