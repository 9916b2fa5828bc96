using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_cqring_offsets.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal struct UringCompletionOffsets
{
    [FieldOffset(0)]
    public uint Head;

    [FieldOffset(4)]
    public uint Tail;

    [FieldOffset(8)]
    public uint RingMask;

    [FieldOffset(20)]
    public uint Entries;
}
