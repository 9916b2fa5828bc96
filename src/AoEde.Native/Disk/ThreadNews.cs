using AoEde.Native.Events;

namespace AoEde.Native.Disk;

/// <summary>
/// How threads that complete operations reach the owner of a queue: one word, and a system call only when the owner sleeps.
/// <list type="table">
/// <item><term>Quiet</term><description>The owner has looked at everything that was published before it made the word quiet, or is about to; it does not sleep.</description></item>
/// <item><term>News</term><description>Something may have been published since; the owner does not sleep, and will look.</description></item>
/// <item><term>Asleep</term><description>Nothing had been published when the owner went to sleep; whoever publishes rings.</description></item>
/// <item><term>Publish</term><description>Completions first, then the word becomes News; the ring follows if it was Asleep.</description></item>
/// <item><term>Take</term><description>The word becomes Quiet first, then the owner looks: what it does not see makes News after that.</description></item>
/// <item><term>Sleep</term><description>Only from Quiet to Asleep, in one step: either it fails, or the publisher finds Asleep. No wake-up is lost.</description></item>
/// </list>
/// Every change but the owner's own is one exchange, which orders it with the completions on either side.
/// </summary>
/// <param name="wake">What the sleeping owner polls.</param>
internal sealed class ThreadNews(EventFd wake)
{
    private const int Quiet = 0;
    private const int News = 1;
    private const int Asleep = 2;

    private int _state;

    /// <summary>Whether something is to be looked at; the owner.</summary>
    public bool IsWaiting => Volatile.Read(ref _state) == News;

    /// <summary>Says that completions were published; any thread.</summary>
    public void Publish()
    {
        if (Interlocked.Exchange(ref _state, News) == Asleep)
            wake.Signal();
    }

    /// <summary>Whether the owner is to look now. It is awake, whatever woke it.</summary>
    public bool TryTake() => Volatile.Read(ref _state) != Quiet && Interlocked.Exchange(ref _state, Quiet) != Quiet;

    /// <summary>The owner has left something that it will look at next time.</summary>
    public void Keep() => Interlocked.Exchange(ref _state, News);

    /// <summary>The owner is about to sleep; false when it is to look first.</summary>
    public bool TryPrepareSleep() => Interlocked.CompareExchange(ref _state, Asleep, Quiet) != News;
}
