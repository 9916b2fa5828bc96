using AoEde.Native.Files;

namespace AoEde.Engine.Freeze;

/// <summary>The real thing: system calls on the open file.</summary>
internal sealed class ShadowIo(BlockFile file) : IShadowIo
{
    public BlockFile File { get; } = file;

    public long Length => File.RefreshSize();

    public int Read(Span<byte> buffer, long offset) => File.Read(buffer, offset);

    public void Write(ReadOnlySpan<byte> bytes, long offset) => File.Write(bytes, offset);

    public void Sync() => File.Sync();

    public void SetLength(long bytes) => File.SetLength(bytes);

    public bool TryAllocate(long bytes) => File.TryAllocate(0, bytes);

    public void Publish(string path) => DurableFile.Publish(File.Path, path);

    public void Delete(string path)
    {
        System.IO.File.Delete(path);
        DurableFile.SyncFolderOf(path);
    }

    public void Dispose() => File.Dispose();
}
