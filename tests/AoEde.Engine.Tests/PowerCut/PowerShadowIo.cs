using AoEde.Engine.Freeze;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.PowerCut;

/// <summary>The engine's blocking I/O on a shadow, done to the model instead of the file.</summary>
/// <param name="standIn">The real file, which stays empty: it is there to be opened and locked.</param>
/// <param name="file">The model.</param>
/// <param name="host">Who is told.</param>
internal sealed class PowerShadowIo(BlockFile standIn, PowerFile file, IPowerHost host) : IShadowIo
{
    public BlockFile File { get; } = standIn;

    public long Length => file.Length / Sector.Bytes * Sector.Bytes;

    public int Read(Span<byte> buffer, long offset)
    {
        byte[] copy = new byte[buffer.Length];
        int count = 0;
        host.Run(static () => { }, () => count = file.Read(copy, offset));
        copy.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (host.Forgets(file, offset))
            return;
        byte[] copy = bytes.ToArray();
        PendingWrite write = null!;
        host.Run(
            () =>
            {
                write = file.Begin(offset, copy);
                host.Cut();
            },
            () => file.End(write));
    }

    public void Sync()
    {
        PendingSync sync = null!;
        host.Run(() => sync = file.BeginSync(), () => host.Settle(file, sync));
    }

    public void SetLength(long bytes) => host.Run(
        static () => { },
        () =>
        {
            file.SetLength(bytes);
            host.Cut();
        });

    public bool TryAllocate(long bytes) => true;

    public void Publish(string path)
    {
        System.IO.File.Move(File.Path, path);
        Change(Existence.Yes);
    }

    public void Delete(string path)
    {
        System.IO.File.Delete(path);
        Change(Existence.No);
    }

    public void Dispose() => File.Dispose();

    private void Change(Existence existence) => host.Run(() => host.ShadowIs(Existence.Perhaps), () => host.ShadowIs(existence));
}
