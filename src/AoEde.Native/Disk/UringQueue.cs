using System.Runtime.InteropServices;
using AoEde.Native.Files;
using static AoEde.Native.Disk.UringConstants;

namespace AoEde.Native.Disk;

/// <summary>
/// Disk operations over io_uring. The completion ring has at least twice <see cref="Depth"/> entries and no more than
/// Depth operations are ever outstanding, so it cannot overflow.
/// </summary>
public sealed unsafe class UringQueue : IDiskQueue
{
    private readonly UringRing _ring;
    private readonly FileSlots _files = new();
    private readonly FixedBuffers _buffers;
    private readonly CompletionSignal? _signal;
    private readonly IoVector* _parts;
    private readonly bool _fixedFiles;
    private bool _enabled;
    private bool _disposed;
    private int _queued;

    internal UringQueue(int depth, ReadOnlySpan<MemoryRegion> buffers, IReadOnlyList<UringMode> modes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);
        _ring = UringRing.Open(depth, modes);
        Depth = Math.Min(depth, _ring.Entries);
        _enabled = !_ring.Mode.StartsDisabled;
        try
        {
            _signal = _ring.Mode.RingWakes ? null : CompletionSignal.Register(_ring);
        }
        catch
        {
            _ring.Dispose();
            throw;
        }

        _buffers = FixedBuffers.Register(_ring, buffers);
        fixed (int* free = _files.All)
            _fixedFiles = _ring.Register(IORING_REGISTER_FILES, free, FileSlots.Capacity) == 0;
        _parts = (IoVector*)NativeMemory.Alloc((nuint)(_ring.Entries * IDiskQueue.MaximumParts), (nuint)sizeof(IoVector));
    }

    /// <inheritdoc/>
    public string Name => "io_uring";

    /// <inheritdoc/>
    public int Depth { get; }

    /// <inheritdoc/>
    public int Outstanding { get; private set; }

    /// <inheritdoc/>
    public int PollDescriptor => _signal?.Descriptor ?? _ring.Descriptor;

    /// <summary>What this kernel granted: the mode of completion, registered files and memory.</summary>
    public string Description =>
        $"{_ring.Mode.Description}, {(_fixedFiles ? "registered files" : "plain files")}, {_buffers.Description}";

    /// <summary>Makes a queue.</summary>
    /// <param name="depth">Most operations outstanding; the kernel's limit is 32768.</param>
    /// <param name="buffers">Memory most operations will use (packet rings): registered, so that the kernel need not pin
    /// its pages for each operation. Operations on other memory work too.</param>
    /// <exception cref="NativeException">The kernel has no io_uring or does not let us use it.</exception>
    public static UringQueue Open(int depth, params ReadOnlySpan<MemoryRegion> buffers) =>
        new(depth, buffers, UringMode.BestFirst);

    /// <inheritdoc/>
    public int Attach(BlockFile file)
    {
        var slot = _files.Add(file.Descriptor);
        if (UpdateFile(slot, file.Descriptor) >= 0)
            return slot;
        _files.Remove(slot);
        throw NativeException.Last($"register {file.Path} with io_uring");
    }

    /// <inheritdoc/>
    public void Detach(int slot)
    {
        _files.Remove(slot);
        NativeException.Check(UpdateFile(slot, -1), "free a file slot of io_uring");
    }

    /// <inheritdoc/>
    public bool TryRead(int slot, nint buffer, int bytes, long offset, ulong token)
    {
        var index = _buffers.Find(buffer, bytes);
        return TryQueue(index < 0 ? IORING_OP_READ : IORING_OP_READ_FIXED, slot, buffer, bytes, offset, token, index);
    }

    /// <inheritdoc/>
    public bool TryWrite(int slot, nint buffer, int bytes, long offset, ulong token)
    {
        var index = _buffers.Find(buffer, bytes);
        return TryQueue(index < 0 ? IORING_OP_WRITE : IORING_OP_WRITE_FIXED, slot, buffer, bytes, offset, token, index);
    }

    /// <inheritdoc/>
    public bool TryReadParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(IORING_OP_READV, slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TryWriteParts(int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token) =>
        TryQueueParts(IORING_OP_WRITEV, slot, parts, offset, token);

    /// <inheritdoc/>
    public bool TrySync(int slot, ulong token) => TryQueue(IORING_OP_FSYNC, slot, 0, 0, 0, token, -1);

    /// <inheritdoc/>
    public int Submit()
    {
        if (_queued == 0)
            return 0;
        if (!_enabled)
            Enable();
        _ring.Publish();
        var taken = 0;
        while (_queued > 0)
        {
            var result = _ring.Enter(_queued, 0);
            if (result > 0)
            {
                _queued -= result;
                taken += result;
            }
            else if (result == 0)
            {
                break;
            }
            else if (Marshal.GetLastPInvokeError() is var errno and not Errno.EINTR)
            {
                if (errno is not (Errno.EAGAIN or Errno.EBUSY or Errno.ENOMEM))
                    throw new NativeException("io_uring_enter", errno);
                break;
            }
        }

        return taken;
    }

    /// <inheritdoc/>
    public int Reap(Span<DiskCompletion> completions)
    {
        if (completions.IsEmpty)
            return 0;
        var count = Collect(completions);
        if (count == 0 && _signal is not null && _signal.TryClear())
            count = Collect(completions);
        if (count > 0)
            _signal?.Expect();
        Outstanding -= count;
        return count;
    }

    /// <summary>Drops what was not submitted, waits for what was, and gives everything back.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        AwaitOutstanding();
        _ring.Dispose();
        _signal?.Dispose();
        NativeMemory.Free(_parts);
    }

    private int Collect(Span<DiskCompletion> completions)
    {
        var count = _ring.Drain(completions);
        if (count < completions.Length && Outstanding - count > _queued && _ring.HasWork)
        {
            // An interrupted or refused call leaves the flag set, and the next Reap tries again.
            _ = _ring.Enter(0, 0);
            count += _ring.Drain(completions[count..]);
        }

        return count;
    }

    /// <summary>
    /// Memory and files of operations in flight must outlive them. Only the owner can wait; when another thread disposes
    /// after the owner ended, the kernel has already waited: a thread that ends finishes or cancels its own operations.
    /// </summary>
    private void AwaitOutstanding()
    {
        Outstanding -= _queued;
        Span<DiskCompletion> done = stackalloc DiskCompletion[64];
        while (Outstanding > 0)
        {
            var count = _ring.Drain(done);
            Outstanding -= count;
            if (count == 0 && _ring.Enter(0, 1) < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
                return;
        }
    }

    private bool TryQueueParts(byte operation, int slot, ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)parts.Length - 1, IDiskQueue.MaximumParts - 1u, nameof(parts));
        if (Outstanding == Depth)
            return false;
        ref var entry = ref Prepare(operation, slot, token, out var index);
        var kept = _parts + (index * IDiskQueue.MaximumParts);
        parts.CopyTo(new Span<IoVector>(kept, IDiskQueue.MaximumParts));
        entry.Address = (ulong)kept;
        entry.Length = (uint)parts.Length;
        entry.Offset = (ulong)offset;
        return true;
    }

    private bool TryQueue(byte operation, int slot, nint buffer, int bytes, long offset, ulong token, int bufferIndex)
    {
        if (Outstanding == Depth)
            return false;
        ref var entry = ref Prepare(operation, slot, token, out _);
        entry.Address = (ulong)buffer;
        entry.Length = (uint)bytes;
        entry.Offset = (ulong)offset;
        if (operation == IORING_OP_FSYNC)
            entry.OperationFlags = IORING_FSYNC_DATASYNC;
        if (bufferIndex >= 0)
            entry.BufferIndex = (ushort)bufferIndex;
        return true;
    }

    private ref UringSubmission Prepare(byte operation, int slot, ulong token, out int index)
    {
        var descriptor = _files[slot];
        ref var entry = ref _ring.Next(out index);
        entry.Operation = operation;
        entry.UserData = token;
        entry.Flags = _fixedFiles ? IOSQE_FIXED_FILE : (byte)0;
        entry.Descriptor = _fixedFiles ? slot : descriptor;
        Outstanding++;
        _queued++;
        return ref entry;
    }

    private int UpdateFile(int slot, int descriptor)
    {
        if (!_fixedFiles)
            return 0;
        var update = new UringFilesUpdate { Offset = (uint)slot, Descriptors = (ulong)&descriptor };
        return _ring.Register(IORING_REGISTER_FILES_UPDATE, &update, 1);
    }

    private void Enable()
    {
        NativeException.Check(_ring.Register(IORING_REGISTER_ENABLE_RINGS, null, 0), "enable io_uring");
        _enabled = true;
    }
}
