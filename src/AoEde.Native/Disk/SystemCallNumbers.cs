using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>asm/unistd.h by its own names.</summary>
internal static class SystemCallNumbers
{
    // io_uring came after the numbers of all architectures were unified.
    public const int SYS_io_uring_setup = 425;
    public const int SYS_io_uring_enter = 426;
    public const int SYS_io_uring_register = 427;

    // AIO is older: x86-64 has its own numbers, everything newer the generic ones.
    private static readonly bool IsX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    public static readonly int SYS_io_setup = IsX64 ? 206 : 0;
    public static readonly int SYS_io_destroy = IsX64 ? 207 : 1;
    public static readonly int SYS_io_submit = IsX64 ? 209 : 2;
    public static readonly int SYS_io_getevents = IsX64 ? 208 : 4;
    public static readonly int SYS_futex = IsX64 ? 202 : 98;
    public static readonly int SYS_renameat2 = IsX64 ? 316 : 276;
}
