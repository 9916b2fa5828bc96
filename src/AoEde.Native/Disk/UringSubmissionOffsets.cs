using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_sqring_offsets.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct UringSubmissionOffsets
{
    [FieldOffset(0)]
    public uint Head;

    [FieldOffset(4)]
    public uint Tail;

    [FieldOffset(8)]
    public uint RingMask;

    [FieldOffset(16)]
    public uint Flags;

    [FieldOffset(24)]
    public uint Array;
}
