using System.Runtime.InteropServices;

namespace AoEde.Native.Files;

/// <summary>struct statx (linux/stat.h), of which only the direct I/O alignment is read; Mono.Posix's fstat gives the rest.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatX
{
    /// <summary>Which results the kernel gave; STATX_DIOALIGN needs 6.1 and a file system that knows.</summary>
    [FieldOffset(0)]
    public uint Mask;

    [FieldOffset(0x98)]
    public uint DirectMemoryAlignment;

    [FieldOffset(0x9C)]
    public uint DirectOffsetAlignment;
}
