using AoEde.Engine.Disk;
using AoEde.Engine.Wire;

namespace AoEde.Engine.Commands;

/// <summary>
/// The way of a request between its frame and its answer: into the target's in-flight index, to the disk, out of the index
/// (which may let others start), and back to the wire. One per pump.
/// </summary>
internal sealed class RequestFlow(RequestPool pool, RequestInbox inbox, IAnswer answer, PumpClock clock) : IDiskSink
{
    /// <summary>Requests received and not yet answered.</summary>
    public int Unanswered => pool.InUse;

    /// <summary>A free request for a frame of <paramref name="lane"/>; false when all are in use.</summary>
    /// <param name="lane">The target it is for.</param>
    /// <param name="request">The request.</param>
    public bool TryRent(Targets.TargetLane lane, out DiskRequest request)
    {
        if (!pool.TryRent(out request))
            return false;
        request.Lane = lane;
        request.StartedAt = clock.Now;
        request.DoneBytes = 0;
        lane.Unanswered++;
        return true;
    }

    /// <summary>Sends a filled-in read or write on its way, in arrival order with whatever overlaps it.</summary>
    /// <param name="request">A rented request; a write's data is in its buffer.</param>
    public void Submit(DiskRequest request)
    {
        switch (request.Lane.Target.InFlight.Admit(request))
        {
            case Admission.Run:
                request.Lane.Disk.Start(request);
                break;
            case Admission.Wait:
                request.Lane.Counters.Waits++;
                break;
            default:
                request.Lane.Counters.Duplicates++;
                break;
        }
    }

    /// <summary>
    /// Sends a flush on its way. Without write-behind every write acknowledged before it is already stable, so it waits for none; with
    /// it, it waits for a sync that begins from now on.
    /// </summary>
    /// <param name="request">A rented request.</param>
    public void SubmitFlush(DiskRequest request)
    {
        if (request.Lane.Target.Cache.WriteBehind is { } behind)
            behind.Await(request);
        else
            request.Lane.Disk.Start(request);
    }

    /// <inheritdoc/>
    public void DiskDone(DiskRequest request, int errno)
    {
        if (request.Operation != DiskOperation.Flush)
            LeaveIndex(request, errno);
        Finish(request, errno);
    }

    /// <summary>Takes in what other pumps handed home.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool DrainInbox()
    {
        if (inbox.IsEmpty)
            return false;
        var queue = inbox.TakeAll();
        while (queue.Take() is { } request)
        {
            if (request.Outcome == DiskRequest.NotRun)
                request.Lane.Disk.Start(request);
            else if (request.AwaitedSync)
                request.Lane.Disk.Synced(request, this);
            else
                Finish(request, request.Outcome);
        }

        return true;
    }

    private void LeaveIndex(DiskRequest request, int errno)
    {
        var released = default(RequestQueue);
        request.Lane.Target.InFlight.Finish(request, ref released);
        while (released.Take() is { } next)
            Hand(next, DiskRequest.NotRun);
        for (var duplicate = request.FirstDuplicate; duplicate is not null;)
        {
            var following = duplicate.Next;
            Hand(duplicate, errno);
            duplicate = following;
        }
    }

    private void Hand(DiskRequest request, int outcome)
    {
        request.Outcome = outcome;
        if (request.Inbox != inbox)
            request.Inbox.Post(request);
        else if (outcome == DiskRequest.NotRun)
            request.Lane.Disk.Start(request);
        else
            Finish(request, outcome);
    }

    private void Finish(DiskRequest request, int errno)
    {
        // Also when nobody is told: a write that was let go must come through when it is sent again.
        request.Ticket.Settle(succeeded: errno == 0);
        if (errno != DiskRequest.Abandoned)
            answer.Send(request, errno);
        request.Lane.Unanswered--;
        pool.Return(request);
    }
}
