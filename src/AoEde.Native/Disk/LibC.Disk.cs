using System.Runtime.InteropServices;
using AoEde.Native.Disk;

namespace AoEde.Native;

/// <summary>io_uring and Linux AIO: the C library wraps neither, so they go through syscall(2).</summary>
internal static unsafe partial class LibC
{
    // io_uring came after the numbers of all architectures were unified.
    private const nint SysIoUringSetup = 425;
    private const nint SysIoUringEnter = 426;
    private const nint SysIoUringRegister = 427;

    // AIO is older: x86-64 has its own numbers, everything newer the generic ones.
    private static readonly bool IsX64 = RuntimeInformation.ProcessArchitecture == Architecture.X64;
    private static readonly nint SysIoSetup = IsX64 ? 206 : 0;
    private static readonly nint SysIoDestroy = IsX64 ? 207 : 1;
    private static readonly nint SysIoSubmit = IsX64 ? 209 : 2;
    private static readonly nint SysIoGetEvents = IsX64 ? 208 : 4;

    public static int IoUringSetup(int entries, UringParameters* parameters) =>
        (int)SystemCall(SysIoUringSetup, entries, (nint)parameters, 0, 0, 0, 0);

    public static int IoUringEnter(int ring, int submit, int minimumComplete, uint flags) =>
        (int)SystemCall(SysIoUringEnter, ring, submit, minimumComplete, (nint)flags, 0, 0);

    public static int IoUringRegister(int ring, uint operation, void* argument, int count) =>
        (int)SystemCall(SysIoUringRegister, ring, (nint)operation, (nint)argument, count, 0, 0);

    public static int IoSetup(int events, nint* context) =>
        (int)SystemCall(SysIoSetup, events, (nint)context, 0, 0, 0, 0);

    public static int IoDestroy(nint context) => (int)SystemCall(SysIoDestroy, context, 0, 0, 0, 0, 0);

    public static int IoSubmit(nint context, int count, AioControlBlock** blocks) =>
        (int)SystemCall(SysIoSubmit, context, count, (nint)blocks, 0, 0, 0);

    public static int IoGetEvents(nint context, int minimum, int maximum, AioEvent* events, void* timeout) =>
        (int)SystemCall(SysIoGetEvents, context, minimum, maximum, (nint)events, (nint)timeout, 0);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
