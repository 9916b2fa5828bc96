using System.Numerics;

namespace AoEde.Native.Files;

/// <summary>Buffers of equal size in one mapped, populated region: fit for O_DIRECT and for io_uring's registered buffers.</summary>
public sealed unsafe class AlignedBuffers : IDisposable
{
    private const int PageBytes = 4096;
    private readonly nint _mapping;
    private readonly nuint _mappedBytes;
    private readonly long _stride;
    private bool _disposed;

    /// <summary>Maps the memory.</summary>
    /// <param name="count">How many buffers.</param>
    /// <param name="bytesEach">Size of each, in bytes.</param>
    /// <param name="alignment">Power of two to which each buffer's address is aligned, in bytes.</param>
    /// <exception cref="NativeException">No memory.</exception>
    public AlignedBuffers(int count, int bytesEach, int alignment = PageBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesEach);
        if (alignment <= 0 || !BitOperations.IsPow2(alignment))
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "must be a power of two");
        Count = count;
        BytesEach = bytesEach;
        _stride = ((long)bytesEach + alignment - 1) & -alignment;

        // mmap aligns to pages; a wider alignment is found inside some spare room.
        var slack = alignment > PageBytes ? alignment : 0;
        _mappedBytes = (nuint)(_stride * count + slack);
        _mapping = LibC.MemoryMap(0, _mappedBytes, LibC.PROT_READ | LibC.PROT_WRITE,
            LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS | LibC.MAP_POPULATE, -1, 0);
        if (_mapping == LibC.MAP_FAILED)
            throw NativeException.Last($"mmap {_mappedBytes} bytes");
        Region = new MemoryRegion((_mapping + alignment - 1) & -(nint)alignment, _stride * count);
    }

    /// <summary>How many buffers there are.</summary>
    public int Count { get; }

    /// <summary>Size of each buffer in bytes.</summary>
    public int BytesEach { get; }

    /// <summary>All buffers together, to be registered with a disk queue.</summary>
    public MemoryRegion Region { get; }

    /// <summary>Address of a buffer.</summary>
    /// <param name="index">Which one.</param>
    public nint Address(int index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return Region.Address + (nint)(_stride * index);
    }

    /// <summary>The bytes of a buffer.</summary>
    /// <param name="index">Which one.</param>
    public Span<byte> Bytes(int index) => new((void*)Address(index), BytesEach);

    /// <summary>Unmaps the memory. No operation may be in flight on it.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _ = LibC.MemoryUnmap(_mapping, _mappedBytes);
    }
}
