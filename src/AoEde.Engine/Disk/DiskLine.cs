using AoEde.Native;
using AoEde.Native.Disk;
using AoEde.Native.Files;

namespace AoEde.Engine.Disk;

/// <summary>
/// One disk queue of one pump: feeds it, continues short results, keeps each target within its queue depth. The queue is as
/// deep as the pump has requests, so it is never full.
/// </summary>
internal sealed class DiskLine(IDiskQueue queue, RequestPool pool, string explanation) : IDisposable
{
    private readonly DiskCompletion[] _completions = new DiskCompletion[64];
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

    /// <summary>Submits what was started, in one system call, and hands over what has completed.</summary>
    /// <param name="sink">Receives each finished request.</param>
    /// <returns>Whether anything had completed.</returns>
    public bool Poll(IDiskSink sink)
    {
        Submit();
        if (queue.Outstanding == 0)
            return false;
        int done = queue.Reap(_completions);
        for (int i = 0; i < done; i++)
            Completed(pool[_completions[i].Token], _completions[i].Result, sink);
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
        // A result of 0 short of the end: the device or file has shrunk under us.
        sink.DiskDone(request, whole ? 0 : result < 0 ? -result : Errno.EIO);
    }
}
