using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native.Disk;

/// <summary>
/// A queue in front of another that does operations on files in memory (<see cref="BlockFile.IsInMemory"/>) at once and passes all
/// others on. The kernel cannot do these without blocking as far as it knows, so io_uring would hand each to a thread of its own: a
/// wake-up for a copy of some hundred nanoseconds.
/// </summary>
public sealed unsafe class MemoryFileQueue : IDiskQueue
{
    private readonly IDiskQueue _inner;

    private readonly Descriptor?[] _files = new Descriptor?[FileSlots.Capacity];
    private readonly DiskCompletion[] _done;
    private int _first;
    private int _count;

    /// <summary>Takes over a queue, which is disposed with this one.</summary>
    /// <param name="inner">For all other files.</param>
    public MemoryFileQueue(IDiskQueue inner)
    {
        _inner = inner;
        _done = new DiskCompletion[inner.Depth];
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public int Depth => _inner.Depth;

    /// <inheritdoc/>
    public int Outstanding => _inner.Outstanding + _count;

    /// <inheritdoc/>
    public int PollDescriptor => _inner.PollDescriptor;

    /// <inheritdoc/>
    public bool HasReady => _count > 0 || _inner.HasReady;

    /// <inheritdoc/>
    public bool WaitsForThread => _inner.WaitsForThread;

    /// <inheritdoc/>
    public bool TryPrepareSleep() => _count == 0 && _inner.TryPrepareSleep();

    /// <inheritdoc/>
    public int Attach(BlockFile file)
    {
        // What may fail by itself comes first: a slot that nobody frees would keep the file open, and its lock.
        var duplicate = file.IsInMemory ? file.Duplicate() : null;
        try
        {
            var slot = _inner.Attach(file);
            _files[slot] = duplicate;
            return slot;
        }
        catch
        {
            duplicate?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Detach(int slot)
    {
        _files[slot]?.Dispose();
        _files[slot] = null;
        _inner.Detach(slot);
    }

    /// <inheritdoc/>
    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token)
    {
        if (_files[slot] is not { } file)
            return HasRoom && _inner.TryRead(slot, buffer, bytes, offset, token);
        var part = new IoVector(buffer, bytes);
        return TryTransfer(file, isWrite: false, new(in part), offset, token);
    }

    /// <inheritdoc/>
    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token)
    {
        if (_files[slot] is not { } file)
            return HasRoom && _inner.TryWrite(slot, buffer, bytes, offset, token);
        var part = new IoVector(buffer, bytes);
        return TryTransfer(file, isWrite: true, new(in part), offset, token);
    }

    /// <inheritdoc/>
    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        _files[slot] is { } file
            ? TryTransfer(file, isWrite: false, parts, offset, token)
            : HasRoom && _inner.TryReadParts(slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        _files[slot] is { } file
            ? TryTransfer(file, isWrite: true, parts, offset, token)
            : HasRoom && _inner.TryWriteParts(slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TrySync(int slot, ulong token)
    {
        if (!HasRoom)
            return false;
        if (_files[slot] is not { } file)
            return _inner.TrySync(slot, token);
        Done(token, LibC.DataSync(file.Number) == 0 ? 0 : -Marshal.GetLastPInvokeError());
        return true;
    }

    /// <inheritdoc/>
    public int Submit() => _inner.Submit();

    /// <inheritdoc/>
    public int Reap(Span<DiskCompletion> completions)
    {
        var taken = 0;
        while (_count > 0 && taken < completions.Length)
        {
            completions[taken++] = _done[_first];
            _first = _first + 1 == _done.Length ? 0 : _first + 1;
            _count--;
        }

        return taken + _inner.Reap(completions[taken..]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file?.Dispose();
        _inner.Dispose();
    }

    private bool HasRoom => Outstanding < Depth;

    private bool TryTransfer(Descriptor file, bool isWrite, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        ArgumentOutOfRangeException.ThrowIfZero(parts.Length, nameof(parts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(parts.Length, IDiskQueue.MaximumParts, nameof(parts));
        if (!HasRoom)
            return false;
        nint result;
        fixed (IoVector* first = parts)
        {
            do
            {
                result = isWrite
                    ? LibC.PositionedWriteVector(file.Number, first, parts.Length, offset, 0)
                    : LibC.PositionedReadVector(file.Number, first, parts.Length, offset, 0);
            }
            while (result < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
        }

        Done(token, result >= 0 ? (int)result : -Marshal.GetLastPInvokeError());
        return true;
    }

    private void Done(ulong token, int result)
    {
        var place = _first + _count;
        _done[place < _done.Length ? place : place - _done.Length] = new DiskCompletion(token, result);
        _count++;
    }
}
