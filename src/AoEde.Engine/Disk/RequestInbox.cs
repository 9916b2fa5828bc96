using AoEde.Native.Events;

namespace AoEde.Engine.Disk;

/// <summary>
/// Requests that another pump hands back to the pump that received them, because they waited for, or shared, a request of
/// that other one. Happens only where two interfaces overlap on one target; costs that pump a wake-up.
/// </summary>
internal sealed class RequestInbox(EventFd wake)
{
    private DiskRequest? _top;

    public bool IsEmpty => Volatile.Read(ref _top) is null;

    /// <summary>Hands a request home; from any thread.</summary>
    /// <param name="request">A request that is on no other list.</param>
    public void Post(DiskRequest request)
    {
        DiskRequest? seen;
        do
        {
            seen = Volatile.Read(ref _top);
            request.Next = seen;
        }
        while (Interlocked.CompareExchange(ref _top, request, seen) != seen);
        wake.Signal();
    }

    /// <summary>Everything that was posted, oldest first; on the owner's thread.</summary>
    public RequestQueue TakeAll()
    {
        var taken = Interlocked.Exchange(ref _top, null);
        DiskRequest? oldestFirst = null;
        while (taken is not null)
        {
            var next = taken.Next;
            taken.Next = oldestFirst;
            oldestFirst = taken;
            taken = next;
        }

        var queue = default(RequestQueue);
        while (oldestFirst is not null)
        {
            var next = oldestFirst.Next;
            queue.Add(oldestFirst);
            oldestFirst = next;
        }

        return queue;
    }
}
