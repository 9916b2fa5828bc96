using System.Runtime.InteropServices;

namespace AoEde.Native;

/// <summary>Memory that is reserved without being spent.</summary>
internal static unsafe partial class LibC
{
    public const int MAP_NORESERVE = 0x4000;
    public const int MADV_NOHUGEPAGE = 15;

    // One byte a page, whose lowest bit says whether it is in memory.
    [LibraryImport(Library, EntryPoint = "mincore", SetLastError = true)]
    public static partial int InCore(nint address, nuint bytes, byte* pages);

    [LibraryImport(Library, EntryPoint = "madvise", SetLastError = true)]
    public static partial int MemoryAdvise(nint address, nuint bytes, int advice);
}
