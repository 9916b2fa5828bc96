using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native.Disk;

/// <summary>
/// The writes of one queue on their way through its threads. An entry is the owner's until its index is in a <see cref="WriteRing"/>,
/// then the thread's, and the owner's again when it is taken out.
/// </summary>
internal sealed unsafe class WriteTable : IDisposable
{
    private readonly Entry* _entries;
    private readonly IoVector* _parts;
    private readonly int[] _free;
    private int _freeCount;

    public WriteTable(int depth)
    {
        _entries = (Entry*)NativeMemory.AllocZeroed((nuint)depth, (nuint)sizeof(Entry));
        _parts = (IoVector*)NativeMemory.Alloc((nuint)(depth * IDiskQueue.MaximumParts), (nuint)sizeof(IoVector));
        _free = new int[depth];
        while (_freeCount < depth)
            _free[_freeCount++] = depth - _freeCount;
    }

    /// <summary>Entries that are not free.</summary>
    public int Taken => _free.Length - _freeCount;

    /// <summary>Fills a free entry; the caller knows that there is one.</summary>
    public int Take(ReadOnlySpan<IoVector> parts, long offset, ulong token)
    {
        var index = _free[--_freeCount];
        _entries[index] = new Entry { Token = token, Offset = offset, Count = parts.Length };
        parts.CopyTo(new Span<IoVector>(_parts + (index * IDiskQueue.MaximumParts), IDiskQueue.MaximumParts));
        return index;
    }

    /// <summary>Does one write; blocks as long as the disk does. On the thread that has the entry.</summary>
    public void Write(int index, int descriptor)
    {
        var entry = _entries + index;
        var parts = _parts + (index * IDiskQueue.MaximumParts);
        nint result;
        do
        {
            result = LibC.PositionedWriteParts(descriptor, parts, entry->Count, entry->Offset);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
        entry->Result = result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Frees an entry that was done.</summary>
    public DiskCompletion Free(int index)
    {
        _free[_freeCount++] = index;
        return new DiskCompletion(_entries[index].Token, _entries[index].Result);
    }

    public void Dispose()
    {
        NativeMemory.Free(_entries);
        NativeMemory.Free(_parts);
    }

    private record struct Entry
    {
        public ulong Token;
        public long Offset;
        public int Count;
        public int Result;
    }
}
