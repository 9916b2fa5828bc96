using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>struct io_event.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct AioEvent
{
    [FieldOffset(0)]
    public ulong Data;

    [FieldOffset(8)]
    public ulong ControlBlock;

    [FieldOffset(16)]
    public long Result;
}
