using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>A kernel AIO context and the eventfd its completions signal.</summary>
internal sealed unsafe class AioContext : IDisposable
{
    // The context handle is the address of the mapped completion ring, which begins with these words. Not in the uapi
    // headers, but the magic number marks a layout that has not changed since 2.6 and that others read too (fio, QEMU).
    private const int RingHead = 2;
    private const int RingTail = 3;
    private const int RingMagic = 4;
    private const int RingIncompatibleFeatures = 6;
    private const uint ExpectedMagic = 0xA10A10A1;

    private readonly nint _context;
    private readonly uint* _ring;
    private readonly bool _ringIsKnown;
    private bool _disposed;

    // Signals whose completions we took but whose count still stands in the eventfd. The kernel posts a completion before
    // it signals, so a completion may be reaped while its signal is still to come; negative when signals were cleared
    // whose completions are found right after.
    private long _uncleared;

    public AioContext(int depth)
    {
        SignalDescriptor = NativeException.Check(LibC.EventFd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK), "eventfd");
        nint context = 0;
        if (LibC.IoSetup(depth, &context) < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            _ = LibC.Close(SignalDescriptor);
            var hint = errno == Errno.EAGAIN ? " (fs.aio-nr reached fs.aio-max-nr)" : "";
            throw new NativeException($"io_setup for {depth} operations{hint}", errno);
        }

        _context = context;
        _ring = (uint*)context;
        _ringIsKnown = _ring[RingMagic] == ExpectedMagic && _ring[RingIncompatibleFeatures] == 0;
    }

    public int SignalDescriptor { get; }

    /// <summary>Submits; the number taken, or -errno of the first block that was not.</summary>
    public int Submit(AioControlBlock** blocks, int count)
    {
        var result = LibC.IoSubmit(_context, count, blocks);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    /// <summary>Makes the descriptor readable for a completion that the kernel will not post: a refused submission.</summary>
    public void Signal()
    {
        ulong one = 1;
        _ = LibC.Write(SignalDescriptor, &one, sizeof(ulong));
    }

    /// <summary>Says that completions of <see cref="Signal"/> were taken.</summary>
    public void CountTaken(int signalled) => _uncleared += signalled;

    /// <summary>Takes posted completions without waiting; looks into the mapped ring first, which costs no system call.</summary>
    public int Take(AioEvent* events, int maximum)
    {
        var count = TakePosted(events, maximum);
        if (count == 0 && TryClearSignals())
            count = TakePosted(events, maximum); // What came before the clearing will not wake the caller any more.
        _uncleared += count;
        return count;
    }

    /// <summary>Waits for all operations in flight (io_destroy cannot cancel disk I/O), then frees the context.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _ = LibC.IoDestroy(_context);
        _ = LibC.Close(SignalDescriptor);
    }

    private int TakePosted(AioEvent* events, int maximum)
    {
        if (_ringIsKnown && Volatile.Read(ref _ring[RingHead]) == Volatile.Read(ref _ring[RingTail]))
            return 0;
        var nothing = stackalloc long[2] { 0, 0 };
        var count = LibC.IoGetEvents(_context, 0, maximum, events, nothing);
        return Math.Max(count, 0); // EINTR is the only error, and the next call finds what this one did not.
    }

    private bool TryClearSignals()
    {
        if (_uncleared <= 0)
            return false;
        ulong count;
        if (LibC.Read(SignalDescriptor, &count, sizeof(ulong)) != sizeof(ulong))
            return false;
        _uncleared -= (long)count;
        return true;
    }
}
