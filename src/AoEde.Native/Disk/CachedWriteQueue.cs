using AoEde.Native.Events;
using AoEde.Native.Files;

namespace AoEde.Native.Disk;

/// <summary>
/// A queue in front of another that has writes into the page cache (<see cref="BlockFile.WritesToCache"/>) done by a thread of each
/// file's own and passes all others on. The kernel cannot do these without blocking as far as it knows, so io_uring would hand each
/// to a worker, with a wake-up and a completion each, and AIO would block in <see cref="Submit"/>. Here a batch costs one wake-up
/// there and one back (<see cref="ThreadNews"/>), and a disk that hangs holds up nobody but its own writers.
/// </summary>
public sealed class CachedWriteQueue : IDiskQueue
{
    private readonly IDiskQueue _inner;
    private readonly WriteTable _table;
    private readonly ThreadNews _news;
    private readonly Func<ThreadStart, Thread?> _start;
    private readonly CachedWriter?[] _writers = new CachedWriter?[FileSlots.Capacity];

    // Those with writes that are not reaped, detached ones among them, and those with writes to be handed over.
    private readonly List<CachedWriter> _active = new(FileSlots.Capacity);
    private readonly List<CachedWriter> _filled = new(FileSlots.Capacity);
    private int _first;
    private bool _innerFirst;
    private bool _disposed;

    /// <summary>Takes over a queue, which is disposed with this one.</summary>
    /// <param name="inner">For all else.</param>
    /// <param name="wake">Wakes the owner out of a sleep that it announced (<see cref="TryPrepareSleep"/>); cleared by it.</param>
    public CachedWriteQueue(IDiskQueue inner, EventFd wake)
        : this(inner, wake, WriterThread.TryStart)
    {
    }

    internal CachedWriteQueue(IDiskQueue inner, EventFd wake, Func<ThreadStart, Thread?> start)
    {
        _start = start;
        _inner = inner;
        _table = new WriteTable(inner.Depth);
        _news = new ThreadNews(wake);
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public int Depth => _inner.Depth;

    /// <inheritdoc/>
    public int Outstanding => _inner.Outstanding + _table.Taken;

    /// <inheritdoc/>
    public int PollDescriptor => _inner.PollDescriptor;

    /// <inheritdoc/>
    public bool HasReady => _news.IsWaiting || _inner.HasReady;

    /// <inheritdoc/>
    public bool WaitsForThread => _table.Taken > 0 && _filled.Count == 0;

    /// <inheritdoc/>
    public bool TryPrepareSleep() => _inner.TryPrepareSleep() && _news.TryPrepareSleep();

    /// <inheritdoc/>
    public int Attach(BlockFile file)
    {
        // What may fail by itself comes first: a slot that nobody frees would keep the file open, and its claim.
        var writer = file.WritesToCache ? new CachedWriter(file, _table, _news, Depth) : null;
        try
        {
            var slot = _inner.Attach(file);
            _writers[slot] = writer;
            return slot;
        }
        catch
        {
            writer?.End();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Detach(int slot)
    {
        if (_writers[slot] is { } writer)
        {
            _writers[slot] = null;
            writer.IsDetached = true;
            if (writer.Outstanding == 0)
                writer.End();
        }

        _inner.Detach(slot);
    }

    /// <inheritdoc/>
    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token) =>
        HasRoom && _inner.TryRead(slot, buffer, bytes, offset, token);

    /// <inheritdoc/>
    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        HasRoom && _inner.TryReadParts(slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TrySync(int slot, ulong token) => HasRoom && _inner.TrySync(slot, token);

    /// <inheritdoc/>
    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token)
    {
        if (WriterOf(slot) is not { } writer)
            return HasRoom && _inner.TryWrite(slot, buffer, bytes, offset, token);
        var part = new IoVector(buffer, bytes);
        return TryQueue(writer, new(in part), offset, token);
    }

    /// <inheritdoc/>
    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)parts.Length - 1, IDiskQueue.MaximumParts - 1u, nameof(parts));
        return WriterOf(slot) is { } writer
            ? TryQueue(writer, parts, offset, token)
            : HasRoom && _inner.TryWriteParts(slot, parts, offset, token);
    }

    /// <inheritdoc/>
    public int Submit()
    {
        var taken = _inner.Submit();
        foreach (var writer in _filled)
            taken += writer.HandOver();
        _filled.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public int Reap(Span<DiskCompletion> completions)
    {
        // First by turns, so that neither waits for ever where there is little room.
        _innerFirst = !_innerFirst;
        var count = _innerFirst ? _inner.Reap(completions) : 0;
        if (_news.TryTake())
            count += Collect(completions[count..]);
        return _innerFirst ? count : count + _inner.Reap(completions[count..]);
    }

    /// <summary>Drops what was not submitted, waits for what was, and gives everything back.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var writer in _writers)
            writer?.End();
        foreach (var writer in _active)
            writer.End();
        foreach (var writer in _writers)
            writer?.Join();
        foreach (var writer in _active)
            writer.Join();
        _inner.Dispose();
        _table.Dispose();
    }

    private bool HasRoom => Outstanding < Depth;

    // The thread starts with the first write. A file that none can be had for is written by the inner queue: more slowly, but it is.
    private CachedWriter? WriterOf(int slot)
    {
        var writer = _writers[slot];
        if (writer is null || writer.IsStarted || writer.TryStart(_start))
            return writer;
        _writers[slot] = null;
        writer.End();
        return null;
    }

    private bool TryQueue(CachedWriter writer, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        if (!HasRoom)
            return false;
        if (writer.Outstanding == 0)
            _active.Add(writer);
        if (!writer.IsFilled)
            _filled.Add(writer);
        writer.Add(_table.Take(parts, offset, token));
        return true;
    }

    private int Collect(Span<DiskCompletion> completions)
    {
        // Begins with another file each time, so that none waits for ever where there is little room.
        var count = 0;
        for (var left = _active.Count; left > 0; left--)
        {
            if (count == completions.Length)
            {
                _news.Keep();
                break;
            }

            if (_first >= _active.Count)
                _first = 0;
            var writer = _active[_first];
            count += writer.Reap(completions[count..]);
            if (writer.HasDone)
                _news.Keep();
            if (writer.Outstanding > 0)
                _first++;
            else
                Rest(writer);
        }

        return count;
    }

    // The others keep their order: one that took its place out of its turn would be looked at twice, and another not at all.
    private void Rest(CachedWriter writer)
    {
        _active.RemoveAt(_first);
        if (writer.IsDetached)
            writer.End();
    }
}
