namespace AoEde.Native;

/// <summary>
/// Zeroed 64-bit words, as many as one likes: a page of memory is spent when one of its words is first written, and none is for
/// looking. Meant for maps of huge disks that are mostly empty. The owner disposes it when nobody looks any more.
/// </summary>
public sealed unsafe class SparseMemory : IDisposable
{
    private const int WordBytes = sizeof(ulong);
    private readonly MappedMemory _mapping;
    private readonly ulong* _words;
    private ulong _count;

    /// <summary>Reserves the addresses.</summary>
    /// <param name="words">How many words; at least one.</param>
    /// <exception cref="NativeException">ENOMEM: too large for the address space, or for a kernel that never overcommits
    /// (vm.overcommit_memory=2 counts what is reserved, not what is used).</exception>
    public SparseMemory(long words)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(words);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, long.MaxValue / WordBytes);
        long bytes = words * WordBytes;
        _mapping = new MappedMemory(bytes, LibC.PROT_READ | LibC.PROT_WRITE,
            LibC.MAP_PRIVATE | LibC.MAP_ANONYMOUS | LibC.MAP_NORESERVE, -1, 0, $"mmap {bytes} bytes");
        _words = (ulong*)_mapping.Region.Address;
        _count = (ulong)words;

        // One bit set must not cost 2 MiB. A kernel without huge pages says EINVAL, which is as good.
        _ = LibC.MemoryAdvise(_mapping.Region.Address, (nuint)bytes, LibC.MADV_NOHUGEPAGE);
    }

    /// <summary>How many words there are; 0 after <see cref="Dispose"/>.</summary>
    public long Words => (long)_count;

    /// <summary>A word, in place: fit for <see cref="Volatile"/> and <see cref="Interlocked"/>.</summary>
    /// <param name="index">Which one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such word, or none any more.</exception>
    public ref ulong this[long index]
    {
        get
        {
            if ((ulong)index >= _count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {_count} words");
            return ref _words[index];
        }
    }

    /// <summary>Some words, in place.</summary>
    /// <param name="index">The first.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all there.</exception>
    public Span<ulong> Span(long index, int count)
    {
        if (index < 0 || count < 0 || (ulong)index > _count || (ulong)count > _count - (ulong)index)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"there are {_count} words, {count} were asked for");
        return new Span<ulong>(_words + index, count);
    }

    /// <summary>Gives the memory back. No reference into it may be in use.</summary>
    public void Dispose()
    {
        _count = 0;
        _mapping.Dispose();
    }
}
