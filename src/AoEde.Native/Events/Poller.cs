using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Events;

/// <summary>Waits until one of a few descriptors is readable (ppoll). One thread; nothing is allocated after construction.</summary>
public sealed unsafe class Poller
{
    // Pinned, so that its address is the kernel's argument as it stands.
    private readonly PollDescriptor[] _set;

    /// <summary>Room for some descriptors.</summary>
    /// <param name="capacity">The most that will be added.</param>
    public Poller(int capacity) => _set = GC.AllocateArray<PollDescriptor>(capacity, pinned: true);

    /// <summary>How many descriptors are watched.</summary>
    public int Count { get; private set; }

    /// <summary>Watches a descriptor for input.</summary>
    /// <param name="descriptor">The descriptor, or a negative number for a place that is not used yet.</param>
    /// <returns>The index for the other calls.</returns>
    /// <exception cref="InvalidOperationException">The capacity is used up.</exception>
    public int Add(int descriptor)
    {
        if (Count == _set.Length)
            throw new InvalidOperationException($"This poller holds {_set.Length} descriptors; construct it with a larger capacity.");
        Replace(Count, descriptor);
        return Count++;
    }

    /// <summary>Puts another descriptor in a place; its old result is forgotten.</summary>
    /// <param name="index">What <see cref="Add"/> returned.</param>
    /// <param name="descriptor">The descriptor, or a negative number to watch nothing here.</param>
    public void Replace(int index, int descriptor) =>
        _set[index] = new PollDescriptor { Descriptor = descriptor, Events = LibC.POLLIN };

    /// <summary>Waits for input or an error on any descriptor.</summary>
    /// <param name="timeoutMilliseconds">How long; 0 only looks, -1 waits for ever.</param>
    /// <returns>How many descriptors have something to say; 0 after the timeout or a signal.</returns>
    /// <exception cref="NativeException">The kernel refused the whole set (never for a single bad descriptor).</exception>
    public int Wait(int timeoutMilliseconds)
    {
        var timeout = TimeSpec.FromMilliseconds(timeoutMilliseconds);
        var set = (PollDescriptor*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_set));
        var ready = LibC.Poll(set, (nuint)Count, timeoutMilliseconds < 0 ? null : &timeout, null);
        if (ready >= 0)
            return ready;

        var errno = Marshal.GetLastPInvokeError();
        if (errno != Errno.EINTR)
            throw new NativeException("ppoll", errno);
        // After a signal the kernel may not have written the results: those of the last call must not be read again.
        for (var index = 0; index < Count; index++)
            set[index].Returned = 0;
        return 0;
    }

    /// <summary>Whether the last <see cref="Wait"/> found input here.</summary>
    /// <param name="index">What <see cref="Add"/> returned.</param>
    public bool IsReadable(int index) => (_set[index].Returned & LibC.POLLIN) != 0;

    /// <summary>Whether the last <see cref="Wait"/> found an error, a hang-up or a closed descriptor here.</summary>
    /// <param name="index">What <see cref="Add"/> returned.</param>
    public bool HasError(int index) =>
        (_set[index].Returned & (LibC.POLLERR | LibC.POLLHUP | LibC.POLLNVAL)) != 0;
}
