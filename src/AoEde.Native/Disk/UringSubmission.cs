using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_uring_sqe, the fields that reads, writes and syncs use.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct UringSubmission
{
    [FieldOffset(0)]
    public byte Operation;

    [FieldOffset(1)]
    public byte Flags;

    [FieldOffset(4)]
    public int Descriptor;

    [FieldOffset(8)]
    public ulong Offset;

    [FieldOffset(16)]
    public ulong Address;

    [FieldOffset(24)]
    public uint Length;

    [FieldOffset(28)]
    public uint OperationFlags;

    [FieldOffset(32)]
    public ulong UserData;

    [FieldOffset(40)]
    public ushort BufferIndex;
}
