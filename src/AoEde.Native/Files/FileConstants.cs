using System.Runtime.InteropServices;

namespace AoEde.Native.Files;

/// <summary>fcntl.h, sys/file.h, sys/uio.h, linux/stat.h and linux/fs.h by their own names.</summary>
internal static class FileConstants
{
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_DSYNC = 0x1000;
    public const int F_GETFL = 3;
    public const int F_SETFL = 4;
    public const int F_DUPFD_CLOEXEC = 1030;
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_DIOALIGN = 0x2000;
    public const int POSIX_FADV_WILLNEED = 3;
    public const int RWF_DSYNC = 2;
    public const int RWF_NOWAIT = 8;
    public const uint BLKROGET = 0x125E;
    public const uint BLKSSZGET = 0x1268;
    public const uint BLKPBSZGET = 0x127B;
    public const uint BLKGETSIZE64 = 0x80081272;

    /// <summary>The one open flag here whose value depends on the processor.</summary>
    public static readonly int O_DIRECT = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.Arm64 or Architecture.Arm => 0x10000,
        Architecture.Ppc64le => 0x20000,
        _ => 0x4000,
    };
}
