using System.Runtime.InteropServices;
using AoEde.Native.Files;
using static AoEde.Native.Disk.AioConstants;

namespace AoEde.Native.Disk;

/// <summary>
/// Disk operations over Linux AIO, for hosts without io_uring. Direct I/O is asynchronous; on buffered files the kernel
/// does the work inside <see cref="Submit"/>, which then blocks as a plain read or write would.
/// </summary>
public sealed unsafe class AioQueue : IDiskQueue
{
    private readonly AioContext _context;
    private readonly FileSlots _files = new();
    private readonly AioControlBlock* _blocks;
    private readonly AioControlBlock** _queue;
    private readonly AioEvent* _events;
    private readonly IoVector* _parts;
    private readonly int[] _free;
    private readonly DiskCompletion[] _refused;
    private int _freeCount;
    private int _queued;
    private int _refusedCount;
    private bool _disposed;

    /// <summary>Makes a queue.</summary>
    /// <param name="depth">Most operations outstanding; all contexts of the host share fs.aio-max-nr (65536).</param>
    /// <exception cref="NativeException">The kernel has no AIO, or the host's limit is used up (EAGAIN).</exception>
    public AioQueue(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        _context = new AioContext(depth);
        Depth = depth;
        _blocks = (AioControlBlock*)NativeMemory.AllocZeroed((nuint)depth, (nuint)sizeof(AioControlBlock));
        _queue = (AioControlBlock**)NativeMemory.AllocZeroed((nuint)depth, (nuint)sizeof(nint));
        _events = (AioEvent*)NativeMemory.AllocZeroed((nuint)depth, (nuint)sizeof(AioEvent));
        _parts = (IoVector*)NativeMemory.Alloc((nuint)(depth * IDiskQueue.MaximumParts), (nuint)sizeof(IoVector));
        _free = new int[depth];
        _refused = new DiskCompletion[depth];
        _freeCount = depth;
        for (var i = 0; i < depth; i++)
            _free[i] = i;
    }

    /// <inheritdoc/>
    public string Name => "aio";

    /// <inheritdoc/>
    public int Depth { get; }

    /// <inheritdoc/>
    public int Outstanding => Depth - _freeCount + _refusedCount;

    /// <inheritdoc/>
    public int PollDescriptor => _context.SignalDescriptor;

    /// <inheritdoc/>
    public int Attach(BlockFile file) => _files.Add(file.Descriptor);

    /// <inheritdoc/>
    public void Detach(int slot) => _files.Remove(slot);

    /// <inheritdoc/>
    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryQueue(IOCB_CMD_PREAD, slot, buffer, bytes, offset, token);

    /// <inheritdoc/>
    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token) =>
        TryQueue(IOCB_CMD_PWRITE, slot, buffer, bytes, offset, token);

    /// <inheritdoc/>
    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(IOCB_CMD_PREADV, slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(IOCB_CMD_PWRITEV, slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TrySync(int slot, ulong token) => TryQueue(IOCB_CMD_FDSYNC, slot, 0, 0, 0, token);

    /// <inheritdoc/>
    public int Submit()
    {
        var taken = 0;
        while (taken < _queued)
        {
            var result = _context.Submit(_queue + taken, _queued - taken);
            if (result > 0)
                taken += result;
            else if (result is 0 or -Errno.EAGAIN)
                break;
            else if (result != -Errno.EINTR)
                Refuse(_queue[taken++], result); // The error is that of the first block: a bad descriptor, for instance.
        }

        _queued -= taken;
        for (var i = 0; i < _queued; i++)
            _queue[i] = _queue[taken + i];
        return taken;
    }

    /// <inheritdoc/>
    public int Reap(Span<DiskCompletion> completions)
    {
        var count = TakeRefused(completions);
        var room = Math.Min(completions.Length - count, Depth);
        if (room == 0)
            return count;
        var events = _context.Take(_events, room);
        for (var i = 0; i < events; i++)
        {
            ref var from = ref _events[i];
            completions[count++] = new DiskCompletion(from.Data, (int)from.Result);
            Free((AioControlBlock*)from.ControlBlock);
        }

        return count;
    }

    /// <summary>Drops what was not submitted, waits for what was, and gives everything back.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _context.Dispose();
        NativeMemory.Free(_blocks);
        NativeMemory.Free(_queue);
        NativeMemory.Free(_events);
        NativeMemory.Free(_parts);
    }

    private bool TryQueueParts(ushort command, int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)parts.Length - 1, IDiskQueue.MaximumParts - 1u, nameof(parts));
        if (Outstanding == Depth)
            return false;
        var kept = _parts + (_free[_freeCount - 1] * IDiskQueue.MaximumParts);
        parts.CopyTo(new Span<IoVector>(kept, IDiskQueue.MaximumParts));
        return TryQueue(command, slot, (nint)kept, parts.Length, offset, token);
    }

    private bool TryQueue(ushort command, int slot, nint buffer, int bytes, long offset, ulong token)
    {
        if (Outstanding == Depth)
            return false;
        var descriptor = _files[slot];
        var block = _blocks + _free[--_freeCount];
        *block = new AioControlBlock
        {
            Data = token,
            Operation = command,
            Descriptor = descriptor,
            Buffer = (ulong)buffer,
            Bytes = (ulong)bytes,
            Offset = offset,
            Flags = IOCB_FLAG_RESFD,
            SignalDescriptor = _context.SignalDescriptor,
        };
        _queue[_queued++] = block;
        return true;
    }

    private void Refuse(AioControlBlock* block, int result)
    {
        _refused[_refusedCount++] = new DiskCompletion(block->Data, result);
        Free(block);
        _context.Signal();
    }

    private void Free(AioControlBlock* block) => _free[_freeCount++] = (int)(block - _blocks);

    private int TakeRefused(Span<DiskCompletion> completions)
    {
        var count = Math.Min(_refusedCount, completions.Length);
        if (count == 0)
            return 0;
        var first = _refusedCount - count;
        _refused.AsSpan(first, count).CopyTo(completions);
        _refusedCount = first;
        _context.CountTaken(count);
        return count;
    }
}
