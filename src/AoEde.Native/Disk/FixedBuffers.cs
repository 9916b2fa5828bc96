using System.Runtime.InteropServices;
using AoEde.Native.Files;
using static AoEde.Native.Disk.UringConstants;

namespace AoEde.Native.Disk;

/// <summary>Memory registered with io_uring: its pages are pinned once instead of once per operation.</summary>
internal sealed unsafe class FixedBuffers
{
    private readonly MemoryRegion[] _regions;

    private FixedBuffers(MemoryRegion[] regions, string description)
    {
        _regions = regions;
        Description = description;
    }

    /// <summary>For status: what became of the registration.</summary>
    public string Description { get; }

    /// <summary>Registers the regions; a kernel that refuses (RLIMIT_MEMLOCK, odd mappings) costs speed, not service.</summary>
    public static FixedBuffers Register(UringRing ring, ReadOnlySpan<MemoryRegion> wanted)
    {
        MemoryRegion[] regions = [.. wanted];
        regions = Array.FindAll(regions, region => region.Bytes > 0);
        if (regions.Length == 0)
            return new FixedBuffers([], "no registered memory");
        var vectors = Array.ConvertAll(regions, region => new IoVector(region.Address, (nint)region.Bytes));
        fixed (IoVector* first = vectors)
        {
            if (ring.Register(IORING_REGISTER_BUFFERS, first, vectors.Length) == 0)
                return new FixedBuffers(regions, "registered memory");
        }

        return new FixedBuffers([], $"no registered memory ({Errno.Name(Marshal.GetLastPInvokeError())})");
    }

    /// <summary>Index of the registered buffer that holds the whole range, or -1.</summary>
    public int Find(nint address, long bytes)
    {
        var regions = _regions;
        for (var i = 0; i < regions.Length; i++)
        {
            if (regions[i].Contains(address, bytes))
                return i;
        }

        return -1;
    }
}
