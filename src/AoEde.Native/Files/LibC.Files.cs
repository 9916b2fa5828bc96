using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native;

/// <summary>Calls on files that Mono.Posix lacks, or lacks the flags for.</summary>
internal static unsafe partial class LibC
{
    public const int O_EXCL = 0x80;
    public const int O_DSYNC = 0x1000;
    public const int F_GETFL = 3;
    public const int F_SETFL = 4;
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_DIOALIGN = 0x2000;
    public const int RWF_DSYNC = 2;
    public const int RWF_NOWAIT = 8;
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

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FileControl(int descriptor, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int FileLock(int descriptor, int operation);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int DataSync(int descriptor);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatX(int directory, string path, int flags, uint mask, StatX* result);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint PositionedRead(int descriptor, void* buffer, nuint bytes, long offset);

    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    public static partial nint PositionedWrite(int descriptor, void* buffer, nuint bytes, long offset);

    [LibraryImport(Library, EntryPoint = "preadv2", SetLastError = true)]
    public static partial nint PositionedReadVector(int descriptor, IoVector* vectors, int count, long offset, int flags);

    [LibraryImport(Library, EntryPoint = "pwritev2", SetLastError = true)]
    public static partial nint PositionedWriteVector(int descriptor, IoVector* vectors, int count, long offset, int flags);
}
