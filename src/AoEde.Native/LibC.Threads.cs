using System.Runtime.InteropServices;

namespace AoEde.Native;

internal static unsafe partial class LibC
{
    public const int CLONE_NEWNET = 0x40000000;
    public const int PR_SET_NAME = 15;

    [LibraryImport(Library, EntryPoint = "sched_setaffinity", SetLastError = true)]
    public static partial int SetAffinity(int thread, nuint bytes, ulong* cpus);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport(Library, EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int descriptor, int kind);
}
