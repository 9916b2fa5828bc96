using AoEde.Engine.Freeze;
using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Disk;

/// <summary>
/// One disk queue of one pump: feeds it piece by piece, neighbours together (<see cref="NeighbourRuns"/>), continues short results,
/// keeps each target within its queue depth, and has writes made stable (<see cref="Committer"/>). The queue is as deep as the pump
/// has requests, and a request has one operation there at a time, so it is never full.
/// </summary>
internal sealed class DiskLine : IDisposable
{
    private readonly IDiskQueue _queue;
    private readonly RequestPool _pool;
    private readonly Committer _committer;
    private readonly NeighbourRuns _runs;
    private readonly DiskCompletion[] _completions = new DiskCompletion[64];
    private RequestQueue _refused;

    public DiskLine(IDiskQueue queue, RequestPool pool, string explanation)
    {
        _queue = queue;
        _pool = pool;
        _committer = new Committer(queue);
        _runs = new NeighbourRuns(queue);
        Explanation = explanation;
    }

    /// <summary><c>io_uring</c> or <c>linux-aio</c>.</summary>
    public string Name => _queue.Name;

    /// <summary>Why this engine was taken.</summary>
    public string Explanation { get; }

    /// <summary>Readable when operations have completed.</summary>
    public int PollDescriptor => _queue.PollDescriptor;

    /// <summary>Whether anything is under way or ready to be handed over.</summary>
    public bool IsBusy => _queue.Outstanding > 0 || !_runs.IsEmpty || !_refused.IsEmpty || _queue.HasReady;

    /// <summary>Whether a thread works for it that may need this very CPU.</summary>
    public bool WaitsForThread => _queue.WaitsForThread && _runs.IsEmpty && _refused.IsEmpty;

    /// <summary>To be called before a sleep; false when there is something to <see cref="Poll"/> for.</summary>
    public bool TryPrepareSleep() => _queue.TryPrepareSleep();

    public int Attach(BlockFile file) => _queue.Attach(file);

    public void Detach(int slot) => _queue.Detach(slot);

    /// <summary>Sends a request to the device, or keeps it while its target has enough there or its writes are held back.</summary>
    /// <param name="request">A request that nothing is in the way of.</param>
    public void Start(DiskRequest request)
    {
        var lane = request.Lane;
        if (request.Operation == DiskOperation.Write && !LetThrough(request, lane))
            return;
        if (lane.AtDevice >= lane.Target.Options.QueueDepth)
            lane.Backlog.Add(request);
        else
            Issue(request);
    }

    /// <summary>Lets the writes of a lane through again, those that were kept first.</summary>
    /// <param name="lane">A lane whose gate was closed, or that keeps writes because its shadow was full.</param>
    public void OpenGate(TargetLane lane)
    {
        lane.Gate.IsClosed = false;
        var kept = lane.Gate.Kept;
        lane.Gate.Kept = default;
        while (kept.Take() is { } write)
            Start(write);
    }

    /// <summary>Gives up the writes that a lane keeps, and those that it would have to keep from now on: its target goes away.</summary>
    /// <param name="lane">The lane.</param>
    public void Leave(TargetLane lane)
    {
        lane.Gate.IsLeaving = true;
        OpenGate(lane);
    }

    /// <summary>
    /// Submits what was started, in one system call, and hands over what has completed. To be called whenever the line is
    /// busy, and after each wake-up.
    /// </summary>
    /// <param name="sink">Receives each finished request.</param>
    /// <returns>Whether anything had completed.</returns>
    public bool Poll(IDiskSink sink)
    {
        Submit();
        bool any = !_refused.IsEmpty;
        while (_refused.Take() is { } request)
            sink.DiskDone(request, request.Outcome);
        int done = _queue.Reap(_completions);
        for (int i = 0; i < done; i++)
        {
            var request = _pool[_completions[i].Token];
            if (request.IsCommitting)
                Committed(request, _completions[i].Result, sink);
            else
                RunCompleted(request, _completions[i].Result, sink);
        }

        _committer.BeginDue();
        Submit();
        return any || done > 0 || _queue.HasReady;
    }

    /// <summary>Hands over a request that has waited for a sync of its target's write-behind.</summary>
    /// <param name="request">A write or a flush that has come home.</param>
    /// <param name="sink">Receives it.</param>
    public void Synced(DiskRequest request, IDiskSink sink)
    {
        request.AwaitedSync = false;
        if (request.Operation == DiskOperation.Write)
            EndWrite(request, request.Outcome, sink);
        else
            sink.DiskDone(request, request.Outcome);
    }

    public void Dispose() => _queue.Dispose();

    private void Submit()
    {
        _runs.HandOver();
        _queue.Submit();
    }

    private bool LetThrough(DiskRequest write, TargetLane lane)
    {
        if (lane.Gate.IsClosed)
        {
            Keep(write);
            return false;
        }

        write.TouchedBase = false;
        write.TouchedShadow = false;
        write.NeedsRecord = false;
        if (lane.Target.Overlay is { IsFrozen: true } overlay && !overlay.TryPrepare(write))
        {
            FoundNoRoom(write, overlay);
            return false;
        }

        lane.Gate.Running++;
        return true;
    }

    // The shadow is full: the write waits for the thaw that this brings about, or fails.
    private void FoundNoRoom(DiskRequest write, Overlay overlay)
    {
        overlay.NoteFull();
        if (overlay.ThawsWhenFull)
            Keep(write);
        else
            Refuse(write, Errno.ENOSPC);
    }

    private void Keep(DiskRequest write)
    {
        ref var gate = ref write.Lane.Gate;
        if (gate.IsLeaving)
            Refuse(write, DiskRequest.Abandoned);
        else
            gate.Kept.Add(write);
    }

    // Handed over at the next poll, not from inside the call that started it.
    private void Refuse(DiskRequest write, int outcome)
    {
        write.Outcome = outcome;
        _refused.Add(write);
    }

    private void Issue(DiskRequest request)
    {
        request.Lane.AtDevice++;
        request.FailedSyncsSeen = request.Lane.Target.FailedSyncs;
        request.Alone = false;
        Enqueue(request);
    }

    private void Enqueue(DiskRequest request)
    {
        var lane = request.Lane;
        if (request.Operation == DiskOperation.Flush)
        {
            if (!_queue.TrySync(lane.FileSlot, (ulong)request.Index))
                throw new InvalidOperationException("A disk queue is smaller than its pump's request pool.");
            return;
        }

        var piece = lane.Locate(request);
        bool isWrite = request.Operation == DiskOperation.Write;
        request.TouchedShadow |= isWrite && piece.InShadow;
        request.TouchedBase |= isWrite && !piece.InShadow;
        request.AtShadow = piece.InShadow;
        if (piece.InShadow)
            lane.Shadow!.Operations++;
        _runs.Add(request, piece);
    }

    // Each request of a run gets its share of the bytes. What got none has not been tried; when all failed together, it is found out
    // one by one whose fault it was.
    private void RunCompleted(DiskRequest first, int result, IDiskSink sink)
    {
        if (first.Next is null)
        {
            Completed(first, result, sink);
            return;
        }

        bool isDisturbed = result is -Errno.EAGAIN or -Errno.EINTR;
        for (var request = first; request is not null;)
        {
            var next = request.Next;
            request.Next = null;
            int share = Math.Clamp(result, 0, request.PieceBytes);
            result -= share;
            request.Alone |= share == 0 && !isDisturbed;
            Completed(request, share > 0 ? share : -Errno.EAGAIN, sink);
            request = next;
        }
    }

    private void Completed(DiskRequest request, int result, IDiskSink sink)
    {
        var lane = request.Lane;
        if (request.AtShadow)
            lane.Shadow!.Operations--;
        request.AtShadow = false;
        if (result > 0 && request.Operation != DiskOperation.Flush)
            request.DoneBytes += result;
        bool whole = request.Operation == DiskOperation.Flush ? result >= 0 : request.DoneBytes == request.Bytes;
        bool tryAgain = result > 0 || result == -Errno.EAGAIN || result == -Errno.EINTR;
        if (!whole && tryAgain)
        {
            Enqueue(request);
            return;
        }

        lane.AtDevice--;
        if (lane.Backlog.Take() is { } next)
            Issue(next);

        // A result of 0 short of the end: the device or file has shrunk under us.
        int errno = whole ? 0 : result < 0 ? -result : Errno.EIO;
        if (request.Operation == DiskOperation.Write)
            Written(request, errno, sink);
        else
            Finish(request, errno, sink);
    }

    private void Written(DiskRequest write, int errno, IDiskSink sink)
    {
        var target = write.Lane.Target;
        if (errno == 0)
            target.Overlay?.Reached(FreezeStep.DataWritten);
        write.TouchedBase &= target.CommitsInGroups;
        if (errno == 0 && !write.TouchedShadow && target.Cache.WriteBehind is { } behind)
        {
            // Kept otherwise, until it comes home through Synced.
            if (behind.TryAcknowledge(write))
                EndWrite(write, 0, sink);
        }
        else if (errno == 0 && (write.TouchedBase || write.TouchedShadow))
            _committer.Add(write);
        else
            EndWrite(write, errno, sink);
    }

    private void Committed(DiskRequest leader, int result, IDiskSink sink)
    {
        if (!_committer.StepDone(leader, result, out int errno))
            return;
        var lane = leader.Lane;
        var ended = _committer.End(leader, errno, out var recorded);
        int failedSyncs = lane.Target.FailedSyncs;
        while (recorded.Take() is { } write)
            EndWrite(write, Outcome(write, errno, failedSyncs), sink);
        while (ended.Take() is { } write)
            EndWrite(write, Outcome(write, errno, failedSyncs), sink);
    }

    private static int Outcome(DiskRequest write, int errno, int failedSyncs) =>
        errno == 0 && write.FailedSyncsSeen != failedSyncs ? Errno.EIO : errno;

    private void EndWrite(DiskRequest write, int errno, IDiskSink sink)
    {
        var lane = write.Lane;
        lane.Gate.Running--;
        if (errno != 0 && write.TouchedShadow && lane.Target.Overlay is { } overlay)
        {
            overlay.Unprepare(write);
            if (overlay.IsFrozen && errno is Errno.ENOSPC or Errno.EDQUOT)
            {
                write.DoneBytes = 0;
                FoundNoRoom(write, overlay);
                return;
            }
        }

        sink.DiskDone(write, errno);
    }

    private static void Finish(DiskRequest request, int errno, IDiskSink sink)
    {
        if (errno != 0 && request.Operation == DiskOperation.Flush)
            request.Lane.Target.NoteFailedSync();
        sink.DiskDone(request, errno);
    }
}
