using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native;

/// <summary>Calls on files that Mono.Posix lacks, or lacks the flags for.</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int FileControl(int descriptor, int command, nint argument);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int FileLock(int descriptor, int operation);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    public static partial int DataSync(int descriptor);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int FullSync(int descriptor);

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

    /// <summary>Writes parts one after another; a single one by the shorter call.</summary>
    public static nint PositionedWriteParts(int descriptor, IoVector* parts, int count, long offset) => count == 1
        ? PositionedWrite(descriptor, (void*)parts->Address, (nuint)parts->Bytes, offset)
        : PositionedWriteVector(descriptor, parts, count, offset, 0);

    // Gives the error number itself, not through errno.
    [LibraryImport(Library, EntryPoint = "posix_fadvise")]
    public static partial int FileAdvise(int descriptor, long offset, long bytes, int advice);
}
