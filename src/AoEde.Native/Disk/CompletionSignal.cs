using AoEde.Native.Events;

namespace AoEde.Native.Disk;

/// <summary>
/// An eventfd that io_uring signals. With deferred completions the ring's own descriptor does not wake a sleeper (work
/// that waits for us to enter is no completion yet; seen on 6.18), the eventfd does.
/// <para>The kernel queues first and signals later, so a signal may arrive after its completion was reaped, and one may
/// stand for several: counting is no way to know whether it is clear.</para>
/// </summary>
internal sealed unsafe class CompletionSignal : IDisposable
{
    /// <summary>How many times an idle loop may be woken by a late signal before it is taken away. A read costs some
    /// 0.1 µs, an empty look at the ring a tenth of that: at 64 a spinning loop does not notice.</summary>
    private const int EmptyLooksPerRead = 64;

    private readonly EventFd _event = new();
    private int _emptyLooks;

    private CompletionSignal()
    {
    }

    public int Descriptor => _event.Descriptor;

    public static CompletionSignal Register(UringRing ring)
    {
        var signal = new CompletionSignal();
        var descriptor = signal.Descriptor;
        if (ring.Register(UringConstants.IORING_REGISTER_EVENTFD, &descriptor, 1) == 0)
            return signal;
        var refused = NativeException.Last("register an eventfd with io_uring");
        signal.Dispose();
        throw refused;
    }

    /// <summary>Completions were reaped: their signal stands or is on its way.</summary>
    public void Expect() => _emptyLooks = EmptyLooksPerRead - 1;

    /// <summary>Nothing was found. When this is true the signal was cleared, and the caller must look once more: what came
    /// before the clearing will not wake it.</summary>
    public bool TryClear()
    {
        if (++_emptyLooks < EmptyLooksPerRead)
            return false;
        _emptyLooks = 0;
        ulong count;
        _ = LibC.Read(Descriptor, &count, sizeof(ulong)); // Not EventFd.Clear: finding none is common here and must cost nothing.
        return true;
    }

    public void Dispose() => _event.Dispose();
}
