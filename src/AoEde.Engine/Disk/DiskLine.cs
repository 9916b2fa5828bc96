using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Disk;

/// <summary>
/// One disk queue of one pump: feeds it, continues short results, keeps each target within its queue depth, and makes writes
/// stable in groups where the device does not do that write by write. The queue is as deep as the pump has requests, and a
/// request has one operation there at a time, so it is never full.
/// </summary>
internal sealed class DiskLine(IDiskQueue queue, RequestPool pool, string explanation) : IDisposable
{
    private readonly DiskCompletion[] _completions = new DiskCompletion[64];
    private readonly List<TargetLane> _uncommitted = new(capacity: 64);
    private int _unsubmitted;

    /// <summary><c>io_uring</c> or <c>linux-aio</c>.</summary>
    public string Name => queue.Name;

    /// <summary>Why this engine was taken.</summary>
    public string Explanation { get; } = explanation;

    /// <summary>Readable when operations have completed.</summary>
    public int PollDescriptor => queue.PollDescriptor;

    /// <summary>Whether operations are under way.</summary>
    public bool IsBusy => queue.Outstanding > 0 || _unsubmitted > 0;

    public int Attach(BlockFile file) => queue.Attach(file);

    public void Detach(int slot) => queue.Detach(slot);

    /// <summary>Sends a request to the device, or holds it back while its target has enough there.</summary>
    /// <param name="request">A request that nothing is in the way of.</param>
    public void Start(DiskRequest request)
    {
        var lane = request.Lane;
        if (lane.AtDevice >= lane.Target.Options.QueueDepth)
            lane.Backlog.Add(request);
        else
            Issue(request);
    }

    /// <summary>
    /// Submits what was started, in one system call, and hands over what has completed. To be called whenever the queue is
    /// busy, and after each wake-up.
    /// </summary>
    /// <param name="sink">Receives each finished request.</param>
    /// <returns>Whether anything had completed.</returns>
    public bool Poll(IDiskSink sink)
    {
        Submit();
        int done = queue.Reap(_completions);
        for (int i = 0; i < done; i++)
            Completed(pool[_completions[i].Token], _completions[i].Result, sink);
        Commit();
        Submit();
        return done > 0;
    }

    public void Dispose() => queue.Dispose();

    private void Submit()
    {
        if (_unsubmitted > 0)
            _unsubmitted -= queue.Submit();
    }

    private void Issue(DiskRequest request)
    {
        request.Lane.AtDevice++;
        request.FailedSyncsSeen = request.Lane.Target.FailedSyncs;
        Enqueue(request);
    }

    private void Enqueue(DiskRequest request)
    {
        int slot = request.Lane.FileSlot;
        nint buffer = request.Buffer + request.DoneBytes;
        int bytes = request.Bytes - request.DoneBytes;
        long offset = request.Lane.Target.ByteOffset(request.Lba) + request.DoneBytes;
        ulong token = (ulong)request.Index;
        bool taken = request.Operation switch
        {
            DiskOperation.Read => queue.TryRead(slot, buffer, bytes, offset, token),
            DiskOperation.Write => queue.TryWrite(slot, buffer, bytes, offset, token),
            _ => queue.TrySync(slot, token),
        };
        if (!taken)
            throw new InvalidOperationException("A disk queue is smaller than its pump's request pool.");
        _unsubmitted++;
    }

    private void Completed(DiskRequest request, int result, IDiskSink sink)
    {
        if (request.IsCommitting)
        {
            Committed(request, result < 0 ? -result : 0, sink);
            return;
        }

        if (result > 0 && request.Operation != DiskOperation.Flush)
            request.DoneBytes += result;
        bool whole = request.Operation == DiskOperation.Flush ? result >= 0 : request.DoneBytes == request.Bytes;
        bool tryAgain = result > 0 || result == -Errno.EAGAIN || result == -Errno.EINTR;
        if (!whole && tryAgain)
        {
            Enqueue(request);
            return;
        }

        var lane = request.Lane;
        lane.AtDevice--;
        if (lane.Backlog.Take() is { } next)
            Issue(next);
        if (whole && request.Operation == DiskOperation.Write && lane.Target.CommitsInGroups)
        {
            if (lane.Commits.Add(request))
                _uncommitted.Add(lane);
            return;
        }

        if (!whole && request.Operation == DiskOperation.Flush)
            lane.Target.NoteFailedSync();

        // A result of 0 short of the end: the device or file has shrunk under us.
        sink.DiskDone(request, whole ? 0 : result < 0 ? -result : Errno.EIO);
    }

    // One fdatasync for everything written so far; what is written meanwhile waits for the next.
    private void Commit()
    {
        foreach (var lane in _uncommitted)
        {
            var leader = lane.Commits.Begin();
            if (!queue.TrySync(lane.FileSlot, (ulong)leader.Index))
                throw new InvalidOperationException("A disk queue is smaller than its pump's request pool.");
            _unsubmitted++;
        }

        _uncommitted.Clear();
    }

    private void Committed(DiskRequest leader, int errno, IDiskSink sink)
    {
        var lane = leader.Lane;
        var group = lane.Commits.End(out bool more);
        if (more)
            _uncommitted.Add(lane);
        if (errno != 0)
            lane.Target.NoteFailedSync();
        int failedSyncs = lane.Target.FailedSyncs;
        while (group.Take() is { } request)
            sink.DiskDone(request, errno == 0 && request.FailedSyncsSeen != failedSyncs ? Errno.EIO : errno);
    }
}
