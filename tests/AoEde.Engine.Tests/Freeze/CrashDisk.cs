using AoEde.Engine.Freeze;
using AoEde.Native;
using AoEde.Native.Files;

namespace AoEde.Engine.Tests.Freeze;

/// <summary>
/// A shadow file in memory that knows what a power cut may leave: of what was written since the last sync any 512-byte blocks, in any
/// mixture of old and new; of what was synced, all. And that a sync that fails loses what it should have written, while reads go on
/// to see it and the next sync knows nothing of it.
/// </summary>
internal sealed class CrashDisk : IShadowIo
{
    private const int Block = 512;
    private readonly List<(long Offset, byte[] Bytes)> _pending = [];
    private readonly Random _fate;
    private byte[] _stable;

    /// <summary>An empty file.</summary>
    /// <param name="seed">Decides what failing syncs leave.</param>
    public CrashDisk(int seed = 0)
        : this([], [], seed)
    {
    }

    private CrashDisk(byte[] stable, byte[] content, int seed) => (_stable, Content, _fate) = (stable, content, new Random(seed));

    /// <summary>What reads see.</summary>
    public byte[] Content { get; private set; }

    /// <summary>Whether everything written is stable.</summary>
    public bool IsSynced => _pending.Count == 0;

    /// <summary>Fails the n-th write or sync from now on, once: a write is made in part, a sync makes nothing stable.</summary>
    public int? FailAfter { get; set; }

    /// <summary>Called before each write and sync.</summary>
    public Action? Before { get; set; }

    public BlockFile File => throw new NotSupportedException("It is in memory.");

    public long Length => Content.Length;

    /// <summary>The disk after a power cut now, and one draw of luck.</summary>
    public CrashDisk Crash(Random luck)
    {
        byte[] left = [.. _stable];
        Persist(ref left, luck);
        return new CrashDisk(left, [.. left], _fate.Next());
    }

    /// <summary>The disk after a restart of the process alone: the page cache has everything, nothing more is stable than was.</summary>
    public CrashDisk Copy()
    {
        var copy = new CrashDisk([.. _stable], [.. Content], _fate.Next());
        copy._pending.AddRange(_pending);
        return copy;
    }

    public int Read(Span<byte> buffer, long offset)
    {
        int bytes = (int)Math.Clamp(Content.Length - offset, 0, buffer.Length);
        Content.AsSpan((int)Math.Min(offset, Content.Length), bytes).CopyTo(buffer);
        return bytes;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        Before?.Invoke();
        bool fails = FailAfter-- == 0;
        byte[] written = fails ? bytes[..(bytes.Length / 2)].ToArray() : bytes.ToArray();
        _pending.Add((offset, written));
        if (Content.Length < offset + written.Length)
            Content = [.. Content, .. new byte[offset + written.Length - Content.Length]];
        written.CopyTo(Content, offset);
        if (fails)
            throw new NativeException("write memory", Errno.EIO);
    }

    public void Sync()
    {
        Before?.Invoke();
        if (FailAfter-- == 0)
        {
            Persist(ref _stable, _fate);
            _pending.Clear();
            throw new NativeException("fdatasync memory", Errno.EIO);
        }

        foreach (var (offset, bytes) in _pending)
            bytes.CopyTo(Reaching(ref _stable, (int)offset + bytes.Length), (int)offset);
        _pending.Clear();
    }

    public void SetLength(long bytes)
    {
        byte[] content = Content;
        Array.Resize(ref content, (int)bytes);
        Content = content;

        // As if stable at once: what is cut off, or added as a hole, holds nothing that anybody asks for.
        Array.Resize(ref _stable, (int)bytes);
        _pending.RemoveAll(write => write.Offset + write.Bytes.Length > bytes);
    }

    public bool TryAllocate(long bytes) => false;

    public void Publish(string path) => throw new NotSupportedException();

    public void Delete(string path) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private void Persist(ref byte[] disk, Random luck)
    {
        foreach (var (offset, bytes) in _pending)
        {
            Reaching(ref disk, (int)offset + bytes.Length);
            for (int at = 0; at < bytes.Length; at += Block)
            {
                if (luck.Next(2) == 0)
                    bytes.AsSpan(at, Math.Min(Block, bytes.Length - at)).CopyTo(disk.AsSpan((int)offset + at));
            }
        }
    }

    private static byte[] Reaching(ref byte[] disk, int length)
    {
        if (disk.Length < length)
            Array.Resize(ref disk, length);
        return disk;
    }
}
