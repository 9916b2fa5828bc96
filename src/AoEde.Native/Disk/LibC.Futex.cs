using static AoEde.Native.Disk.SystemCallNumbers;

namespace AoEde.Native;

internal static unsafe partial class LibC
{
    public const int FUTEX_WAIT_PRIVATE = 128;
    public const int FUTEX_WAKE_PRIVATE = 129;

    public static int FutexWait(int* word, int expected) =>
        (int)SystemCall(SYS_futex, (nint)word, FUTEX_WAIT_PRIVATE, expected, 0, 0, 0);

    public static int FutexWake(int* word, int threads) =>
        (int)SystemCall(SYS_futex, (nint)word, FUTEX_WAKE_PRIVATE, threads, 0, 0, 0);
}
