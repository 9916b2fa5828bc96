namespace AoEde.Native.Disk;

/// <summary>Which descriptor stands in which slot of a queue's file table; -1 is a free slot.</summary>
internal sealed class FileSlots
{
    /// <summary>Room for 256 targets with two files each, twice over. io_uring's own table is as long, at 8 bytes a slot;
    /// it may not be longer than RLIMIT_NOFILE, whose usual minimum this is.</summary>
    public const int Capacity = 1024;

    private readonly int[] _descriptors = new int[Capacity];

    public FileSlots() => Array.Fill(_descriptors, -1);

    public int this[int slot] => _descriptors[slot];

    public ReadOnlySpan<int> All => _descriptors;

    public int Add(int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        var slot = Array.IndexOf(_descriptors, -1);
        if (slot < 0)
            throw new NativeException($"attach a file to a disk queue that holds {Capacity}", Errno.ENFILE);
        _descriptors[slot] = descriptor;
        return slot;
    }

    public void Remove(int slot) => _descriptors[slot] = -1;
}
