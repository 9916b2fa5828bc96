using System.Runtime.InteropServices;

namespace AoEde.Native.Files;

/// <summary>struct statfs (asm-generic/statfs.h, 64-bit: x86-64 and arm64 have the same).</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct FileSystemStatus
{
    [FieldOffset(0)]
    public long Type;

    [FieldOffset(16)]
    public ulong Blocks;

    [FieldOffset(24)]
    public ulong FreeBlocks;

    [FieldOffset(32)]
    public ulong AvailableBlocks;

    /// <summary>Unit of the three block counts, in bytes (f_frsize).</summary>
    [FieldOffset(72)]
    public long FragmentBytes;
}
