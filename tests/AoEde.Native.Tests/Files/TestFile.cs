using AoEde.Native.Files;

namespace AoEde.Native.Tests.Files;

/// <summary>A file beside the test assembly: unlike a temporary directory that is seldom a tmpfs, so O_DIRECT is real.</summary>
internal sealed class TestFile : IDisposable
{
    public TestFile(long bytes)
    {
        Path = System.IO.Path.Combine(AppContext.BaseDirectory, $"disk-{Guid.NewGuid():N}.img");
        using var stream = File.Create(Path);
        stream.SetLength(bytes);
    }

    public string Path { get; }

    /// <summary>Sector n holds its own number in every 8-byte word: a read from the wrong place shows.</summary>
    public static TestFile OfNumberedSectors(int sectors)
    {
        var file = new TestFile(sectors * 512L);
        var bytes = new byte[sectors * 512];
        for (var i = 0; i < bytes.Length; i += 8)
            BitConverter.TryWriteBytes(bytes.AsSpan(i), (long)(i / 512));
        File.WriteAllBytes(file.Path, bytes);
        return file;
    }

    /// <summary>The whole content. System.IO would ask for a shared lock, which an open BlockFile refuses.</summary>
    public static byte[] ReadAll(string path)
    {
        using var file = BlockFile.Open(path, new BlockFileOptions { ReadOnly = true });
        var bytes = new byte[file.SizeBytes];
        file.Read(bytes, 0).ShouldBe(bytes.Length);
        return bytes;
    }

    public void Dispose() => File.Delete(Path);
}
