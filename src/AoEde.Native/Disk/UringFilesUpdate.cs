using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_uring_files_update.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct UringFilesUpdate
{
    [FieldOffset(0)]
    public uint Offset;

    [FieldOffset(8)]
    public ulong Descriptors;
}
