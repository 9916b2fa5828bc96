using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native;

/// <summary>Room on file systems: asking for it, taking it, giving it back.</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library, EntryPoint = "statfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileSystemStatus(string path, FileSystemStatus* result);

    [LibraryImport(Library, EntryPoint = "fallocate", SetLastError = true)]
    public static partial int Allocate(int descriptor, int mode, long offset, long bytes);

    [LibraryImport(Library, EntryPoint = "ftruncate", SetLastError = true)]
    public static partial int SetLength(int descriptor, long bytes);
}
