namespace AoEde.Native;

/// <summary>A range of unmanaged memory, for instance a mapped packet ring that is registered with io_uring.</summary>
/// <param name="Address">First byte.</param>
/// <param name="Bytes">Length in bytes.</param>
public readonly record struct MemoryRegion(nint Address, long Bytes)
{
    /// <summary>Whether the whole range [<paramref name="address"/>, + <paramref name="bytes"/>) lies in this region.</summary>
    /// <param name="address">First byte of the range.</param>
    /// <param name="bytes">Length of the range in bytes.</param>
    public bool Contains(nint address, long bytes) =>
        bytes >= 0 && bytes <= Bytes && address >= Address && address - Address <= Bytes - bytes;
}
