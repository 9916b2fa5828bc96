using AoEde.Native.Files;

namespace AoEde.Native.Tests.Files;

/// <summary>A file in memory, open.</summary>
internal sealed class MemoryFile : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <summary>Makes it, or skips the test where there is no memory to make it in.</summary>
    /// <param name="bytes">Its length; it is one hole.</param>
    public MemoryFile(long bytes)
    {
        Skip.IfNot(Directory.Exists(Memory), $"there is no {Memory}");
        Path = System.IO.Path.Combine(Memory, $"aoede-t-{Environment.ProcessId}-{Guid.NewGuid():N}");
        using (var stream = System.IO.File.Create(Path))
            stream.SetLength(bytes);
        File = BlockFile.Open(Path, new BlockFileOptions());
        if (File.IsInMemory)
            return;
        Dispose();
        Skip.If(true, $"{Memory} is not in memory here");
    }

    public string Path { get; }

    public BlockFile File { get; }

    /// <summary>Writes numbers: byte n is (n / 256 + n) modulo 256.</summary>
    /// <param name="offset">From where.</param>
    /// <param name="bytes">How many.</param>
    public void Fill(long offset, int bytes)
    {
        var content = Content(offset, bytes);
        File.Write(content, offset);
    }

    /// <summary>What <see cref="Fill"/> puts there.</summary>
    public static byte[] Content(long offset, int bytes)
    {
        var content = new byte[bytes];
        for (var i = 0; i < bytes; i++)
            content[i] = (byte)(((offset + i) >> 8) + offset + i);
        return content;
    }

    public void Dispose()
    {
        File.Dispose();
        System.IO.File.Delete(Path);
    }
}
