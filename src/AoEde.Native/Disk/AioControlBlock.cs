using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct iocb (linux/aio_abi.h, little-endian). Scattered operations put the vectors' address and count where
/// buffer and bytes stand.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct AioControlBlock
{
    [FieldOffset(0)]
    public ulong Data;

    [FieldOffset(16)]
    public ushort Operation;

    [FieldOffset(20)]
    public int Descriptor;

    [FieldOffset(24)]
    public ulong Buffer;

    [FieldOffset(32)]
    public ulong Bytes;

    [FieldOffset(40)]
    public long Offset;

    [FieldOffset(56)]
    public uint Flags;

    [FieldOffset(60)]
    public int SignalDescriptor;
}
