using System.Runtime.InteropServices;

namespace AoEde.Native;

/// <summary>A memory mapping that unmaps itself, also when its owner forgets.</summary>
internal sealed class MappedMemory : SafeHandle
{
    private readonly long _bytes;

    /// <summary>Maps with mmap(2).</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="protection">PROT_ flags.</param>
    /// <param name="flags">MAP_ flags.</param>
    /// <param name="descriptor">What to map, or -1 for anonymous memory.</param>
    /// <param name="offset">Where in it.</param>
    /// <param name="operation">The call and its object, for the error.</param>
    /// <exception cref="NativeException">The kernel refused.</exception>
    public MappedMemory(long bytes, int protection, int flags, int descriptor, long offset, string operation)
        : base(LibC.MAP_FAILED, ownsHandle: true)
    {
        _bytes = bytes;
        SetHandle(LibC.MemoryMap(0, (nuint)bytes, protection, flags, descriptor, offset));
        if (IsInvalid)
            throw NativeException.Last(operation);
    }

    public override bool IsInvalid => handle == LibC.MAP_FAILED;

    /// <summary>The mapped range; the owner keeps this object alive while it is used.</summary>
    public MemoryRegion Region => new(handle, _bytes);

    protected override bool ReleaseHandle() => LibC.MemoryUnmap(handle, (nuint)_bytes) == 0;
}
