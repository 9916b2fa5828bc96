using System.Runtime.InteropServices;
using AoEde.Native.Disk;
using static AoEde.Native.Disk.SystemCallNumbers;

namespace AoEde.Native;

/// <summary>io_uring and Linux AIO: the C library wraps neither, so they go through syscall(2).</summary>
internal static unsafe partial class LibC
{
    public static int IoUringSetup(int entries, UringParameters* parameters) =>
        (int)SystemCall(SYS_io_uring_setup, entries, (nint)parameters, 0, 0, 0, 0);

    public static int IoUringEnter(int ring, int submit, int minimumComplete, uint flags) =>
        (int)SystemCall(SYS_io_uring_enter, ring, submit, minimumComplete, (nint)flags, 0, 0);

    public static int IoUringRegister(int ring, uint operation, void* argument, int count) =>
        (int)SystemCall(SYS_io_uring_register, ring, (nint)operation, (nint)argument, count, 0, 0);

    public static int IoSetup(int events, nint* context) =>
        (int)SystemCall(SYS_io_setup, events, (nint)context, 0, 0, 0, 0);

    public static int IoDestroy(nint context) => (int)SystemCall(SYS_io_destroy, context, 0, 0, 0, 0, 0);

    public static int IoSubmit(nint context, int count, AioControlBlock** blocks) =>
        (int)SystemCall(SYS_io_submit, context, count, (nint)blocks, 0, 0, 0);

    public static int IoGetEvents(nint context, int minimum, int maximum, AioEvent* events, void* timeout) =>
        (int)SystemCall(SYS_io_getevents, context, minimum, maximum, (nint)events, (nint)timeout, 0);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);
}
