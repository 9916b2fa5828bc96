using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_uring_cqe.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct UringCompletion
{
    [FieldOffset(0)]
    public ulong UserData;

    [FieldOffset(8)]
    public int Result;
}
