using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Disk;

/// <summary>
/// Where one thread sleeps until another has something for it: a futex, so that either side makes one system call when there was a
/// sleep and none otherwise. The sleeper announces, looks once more, then sleeps or cancels; the other publishes, then wakes.
/// </summary>
internal sealed unsafe class SleepWord
{
    private const int Awake = 0;
    private const int Asleep = 1;

    // Pinned, so that its address is the kernel's argument as it stands.
    private readonly int[] _word = GC.AllocateArray<int>(1, pinned: true);

    /// <summary>Says that a sleep may follow. What is published after this wakes; what was before must be looked for now.</summary>
    public void Announce() => Interlocked.Exchange(ref _word[0], Asleep);

    /// <summary>There is no need to sleep.</summary>
    public void Cancel() => Volatile.Write(ref _word[0], Awake);

    /// <summary>Sleeps until woken since <see cref="Announce"/>.</summary>
    public void Sleep()
    {
        while (Volatile.Read(ref _word[0]) == Asleep)
            _ = LibC.FutexWait(Address, Asleep); // EAGAIN and EINTR: the word tells.
    }

    /// <summary>Ends the other's sleep, if it sleeps.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _word[0], Awake) == Asleep)
            _ = LibC.FutexWake(Address, 1);
    }

    private int* Address => (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_word));
}
