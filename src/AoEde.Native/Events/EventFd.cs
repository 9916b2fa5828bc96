namespace AoEde.Native.Events;

/// <summary>
/// A doorbell: any thread rings, the thread that polls <see cref="Descriptor"/> wakes. Rings before a
/// <see cref="Clear"/> count once.
/// </summary>
public sealed unsafe class EventFd : IDisposable
{
    private readonly Native.Descriptor _descriptor = Native.Descriptor.Own(
        LibC.EventFd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK), "eventfd");

    /// <summary>The descriptor to poll; readable after <see cref="Signal"/> until <see cref="Clear"/>.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Wakes the sleeper. Any thread; does nothing once disposed, because then nobody sleeps on it.</summary>
    /// <exception cref="NativeException">The kernel refused the write for another reason than a full counter.</exception>
    public void Signal()
    {
        var held = false;
        try
        {
            _descriptor.DangerousAddRef(ref held);
            ulong one = 1;
            if (LibC.Write(_descriptor.Number, &one, sizeof(ulong)) < 0)
                ThrowUnlessWouldBlock("write eventfd");
        }
        catch (ObjectDisposedException)
        {
            // A late signal from a thread that did not know of the stop.
        }
        finally
        {
            if (held)
                _descriptor.DangerousRelease();
        }
    }

    /// <summary>Takes all rings so far. Never blocks.</summary>
    /// <exception cref="NativeException">The kernel refused the read.</exception>
    public void Clear()
    {
        ulong count;
        if (LibC.Read(_descriptor.Number, &count, sizeof(ulong)) < 0)
            ThrowUnlessWouldBlock("read eventfd");
    }

    /// <summary>Closes the descriptor.</summary>
    public void Dispose() => _descriptor.Dispose();

    private static void ThrowUnlessWouldBlock(string operation)
    {
        var failure = NativeException.Last(operation);
        if (failure.Errno is not (Errno.EAGAIN or Errno.EINTR))
            throw failure;
    }
}
