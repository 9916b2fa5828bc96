using AoEde.Engine.Disk;
using AoEde.Engine.Targets;
using AoEde.Native;
using AoEde.Native.Events;
using AoEde.Native.Files;
using AoEde.Protocol;

namespace AoEde.Engine.Freeze;

/// <summary>
/// Copies a shadow into its base on a thread of its own, in ascending order, while the target is served. A batch of ranges is
/// taken in the target's in-flight index like a read: reads of them go on, writes to them wait until the batch is over. How large
/// batches are, and how long the pauses between them, is <see cref="MergePace"/>.
/// </summary>
internal sealed class ShadowMerger : IDisposable
{
    // 64 ranges of 64 KiB: a write waits for 4 MiB at most. A range may be no larger than what OverlapFilter's regions allow.
    private const int Ranges = 64;
    private const int RangeSectors = 128;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Target _target;
    private readonly Overlay _overlay;
    private readonly TimeProvider _time;
    private readonly Action _done;
    private readonly EventFd _wake = new();
    private readonly Poller _poller = new(capacity: 1);
    private readonly RequestInbox _inbox;
    private readonly AlignedBuffers _buffer = new(count: 1, Ranges * RangeSectors * AoeWire.SectorSize);
    private readonly DiskRequest[] _requests = new DiskRequest[Ranges];
    private readonly DiskRequest[] _batch = new DiskRequest[Ranges];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private readonly MergePace _pace;
    private readonly object _resting = new();
    private bool _isRested;
    private int _taken;
    private DiskRequest? _waiting;
    private string? _stalledBecause;

    /// <summary>Starts merging.</summary>
    /// <param name="target">A target whose overlay is merging.</param>
    /// <param name="overlay">The overlay.</param>
    /// <param name="time">The clock of the rate limit and of pauses.</param>
    /// <param name="done">Called, on the merger's thread, when nothing is left in the shadow.</param>
    public ShadowMerger(Target target, Overlay overlay, TimeProvider time, Action done)
    {
        _target = target;
        _overlay = overlay;
        _time = time;
        _done = done;
        _pace = new MergePace(time, target.Options.Freeze.MergeRateBytes);
        _inbox = new RequestInbox(_wake);
        _poller.Add(_wake.Descriptor);
        for (int i = 0; i < Ranges; i++)
            _requests[i] = new DiskRequest(_inbox, i, buffer: 0) { Operation = DiskOperation.Read };
        _thread = new Thread(Run) { IsBackground = true, Name = "aoe-merge" };
        _thread.Start();
    }

    /// <summary>Why merging stands still; null while it goes on.</summary>
    public string? StalledBecause => Volatile.Read(ref _stalledBecause);

    /// <summary>Ends after the batch under way; what is left stays in the shadow.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _wake.Signal();
        lock (_resting)
            Monitor.Pulse(_resting);
        _thread.Join();
        _buffer.Dispose();
        _wake.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        ulong next = 0;
        var pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            if (!TakeBatch(next))
            {
                if (_stop.IsCancellationRequested)
                    return;
                _overlay.Reached(FreezeStep.MergeDone);
                _done();
                return;
            }

            try
            {
                _pace.BeginWork();
                _pace.EndWork(MergeBatch());
                next = _batch[_taken - 1].End;
                ReleaseBatch();
                Volatile.Write(ref _stalledBecause, null);
                pause = FirstPause;

                // Never while a range is waited for: it would be ours in the middle of the rest, and keep writes out to its end.
                if (_waiting is not null)
                    continue;
                Rest(_pace.Rest());
                _pace.Rested();
            }
            catch (Exception e) when (e is NativeException or IOException)
            {
                // Nothing is lost: the batch stays in the shadow until it is stable in the base.
                ReleaseBatch();
                Volatile.Write(ref _stalledBecause, e.Message);
                if (!StopWaiting())
                    return;
                Rest(pause);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // Ranges that writes are under way in end the batch: to wait for one while holding others could wait for ever.
    private bool TakeBatch(ulong from)
    {
        _taken = 0;
        if (_waiting is { } awaited)
        {
            if (!Await())
                return false;
            _batch[_taken++] = awaited;
            _waiting = null;
            return true;
        }

        int left = _pace.Next(_overlay.TakeAsked());
        while (_taken < Ranges && left > 0 && _waiting is null
            && _overlay.Shadow.Map.TryNext(from, Math.Min(left, RangeSectors), out ulong lba, out int sectors))
        {
            var request = _requests[_taken];
            request.Lba = lba;
            request.Sectors = sectors;
            from = request.End;
            left -= sectors;
            if (_target.InFlight.Admit(request) == Admission.Run)
                _batch[_taken++] = request;
            else
                _waiting = request;
        }

        return _taken > 0 || (_waiting is not null && TakeBatch(from));
    }

    // Nobody rests on what others wait for: what was waited for is given back as soon as it comes.
    private bool StopWaiting()
    {
        if (_waiting is not { } awaited)
            return true;
        if (!Await())
            return false;
        _waiting = null;
        _batch[0] = awaited;
        _taken = 1;
        ReleaseBatch();
        return true;
    }

    private bool Await()
    {
        while (_inbox.IsEmpty)
        {
            if (_stop.IsCancellationRequested)
                return false;
            _poller.Wait(-1);
            _wake.Clear();
        }

        _inbox.TakeAll();
        return true;
    }

    private int MergeBatch()
    {
        int failedSyncs = _target.FailedSyncs;
        int bytes = 0;
        for (int i = 0; i < _taken;)
        {
            // Neighbouring ranges are copied as one: the device sees large writes.
            int last = i;
            while (last + 1 < _taken && _batch[last + 1].Lba == _batch[last].End)
                last++;
            bytes += Copy(_batch[i].Lba, _batch[last].End);
            i = last + 1;
        }

        _overlay.Reached(FreezeStep.BatchCopied);
        MakeStable(failedSyncs);
        _overlay.Reached(FreezeStep.BatchStable);
        var shadow = _overlay.Shadow;
        shadow.Update(h => h with { MergedUpToSector = (long)_batch[_taken - 1].End });
        _overlay.Reached(FreezeStep.CursorStored);
        for (int i = 0; i < _taken; i++)
            shadow.Map.Clear(_batch[i].Lba, _batch[i].Sectors);
        _overlay.Reached(FreezeStep.BatchCleared);
        return bytes;
    }

    // The kernel tells of a failed write-back once: if a pump heard of it, our own sync would succeed and prove nothing.
    private void MakeStable(int failedSyncs)
    {
        _target.MakeStable();
        if (_target.FailedSyncs != failedSyncs)
            throw new IOException($"{_target.File.Path} could not be made stable");
    }

    private int Copy(ulong lba, ulong end)
    {
        int bytes = (int)(end - lba) * AoeWire.SectorSize;
        nint buffer = _buffer.Address(0);
        if (_overlay.Shadow.Read(RawMemory.At(buffer, bytes), _overlay.OffsetInShadow(lba)) != bytes)
            throw new IOException($"{_overlay.Shadow.Path} ends before sector {end}");
        _target.Io.Write(buffer, bytes, _target.ByteOffset(lba));
        return bytes;
    }

    private void ReleaseBatch()
    {
        var released = default(RequestQueue);
        for (int i = 0; i < _taken; i++)
            _target.InFlight.Finish(_batch[i], ref released);
        while (released.Take() is { } request)
        {
            request.Outcome = DiskRequest.NotRun;
            request.Inbox.Post(request);
        }
    }

    // Not by the eventfd: a timer that fires while this is being disposed must not signal a descriptor that is closed.
    private void Rest(TimeSpan pause)
    {
        if (pause <= TimeSpan.Zero)
            return;
        Volatile.Write(ref _isRested, false);
        using var timer = _time.CreateTimer(static merger => ((ShadowMerger)merger!).EndRest(), this, pause, Timeout.InfiniteTimeSpan);
        lock (_resting)
        {
            while (!Volatile.Read(ref _isRested) && !_stop.IsCancellationRequested)
                Monitor.Wait(_resting);
        }
    }

    private void EndRest()
    {
        lock (_resting)
        {
            Volatile.Write(ref _isRested, true);
            Monitor.Pulse(_resting);
        }
    }
}
