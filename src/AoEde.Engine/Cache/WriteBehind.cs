using AoEde.Engine.Disk;
using AoEde.Native;

namespace AoEde.Engine.Cache;

/// <summary>
/// When the writes of one target are acknowledged, where that may be before they are stable, and what waits for its syncs.
/// Shared by the target's pumps and the thread that syncs (<see cref="SyncThread"/>); there is one sync at a time, so that the
/// outcome of each is known before the next begins.
/// <list type="table">
/// <item><term>Waiting</term><description>Flushes, and writes that the ledger had no room for. All of it reached the kernel before the next sync begins.</description></item>
/// <item><term>Batch</term><description>What waited when the sync under way began: it goes home when that ends.</description></item>
/// <item><term>Failure</term><description>Puts in doubt all that is unstable and every write that was sent to the device before it: the kernel
/// tells of lost data once, and not whose it was (<see cref="Targets.Target.FailedSyncs"/>).</description></item>
/// <item><term>Sleeper</term><description>The syncing thread looks again at <c>sleepsUntil</c> at the latest; whoever makes a sync due earlier wakes it.</description></item>
/// </list>
/// </summary>
internal sealed class WriteBehind
{
    private readonly TimeProvider _time;
    private readonly DirtyLedger _ledger;
    private readonly LossNotices _losses = new();
    private SpinGate _gate;
    private RequestQueue _waiting;
    private RequestQueue _batch;
    private long _sleepsUntil = long.MaxValue;
    private long _lostBytes;
    private int _failures;

    /// <summary>Makes the write-behind of one target.</summary>
    /// <param name="maximumBytes">Acknowledged bytes that may be unstable.</param>
    /// <param name="maximumAge">For how long.</param>
    /// <param name="time">The clock.</param>
    public WriteBehind(long maximumBytes, TimeSpan maximumAge, TimeProvider time)
    {
        _time = time;
        _ledger = new DirtyLedger(maximumBytes, (long)(maximumAge.TotalSeconds * time.TimestampFrequency));
    }

    /// <summary>Wakes the syncing thread; called on pumps, once per sync as a rule.</summary>
    public Action Wake { get; set; } = static () => { };

    /// <summary>Bytes acknowledged and not stable now.</summary>
    public long UnstableBytes => _ledger.Bytes;

    /// <summary>Acknowledged bytes that failed syncs have put in doubt.</summary>
    public long LostBytes => Volatile.Read(ref _lostBytes);

    /// <summary>Syncs of the file that failed, whoever asked for them.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>
    /// Whether a write may be answered now. The A flag plays no part: it allows early acknowledgement, and where write-behind is on,
    /// the administrator has allowed it for every write; where it is off, nobody has.
    /// </summary>
    /// <param name="request">A write whose data the kernel has.</param>
    /// <returns>False when it is kept until a sync that begins from now on has ended; then it goes home.</returns>
    public bool TryAcknowledge(DiskRequest request)
    {
        _gate.Enter();
        // Sent before a sync failed, its data may be what was lost: it waits, and fails.
        bool acknowledged = request.FailedSyncsSeen == _failures && _ledger.TryEnter(request.Bytes, _time.GetTimestamp());
        if (!acknowledged)
            _waiting.Add(request);
        LeaveAndWake();
        return acknowledged;
    }

    /// <summary>Keeps a flush until a sync that begins from now on has ended; then it goes home.</summary>
    /// <param name="request">The flush.</param>
    public void Await(DiskRequest request)
    {
        _gate.Enter();
        request.FailedSyncsSeen = _failures;
        _waiting.Add(request);
        LeaveAndWake();
    }

    /// <summary>Begins a sync when one is due; on the syncing thread.</summary>
    /// <param name="milliseconds">When there is none: how long the thread may sleep; -1 is until it is woken.</param>
    /// <returns>Whether the thread must sync now, and then call <see cref="EndSync"/>.</returns>
    public bool TryBeginSync(out int milliseconds)
    {
        _gate.Enter();
        long now = _time.GetTimestamp();
        long due = DueAt();
        bool begins = due <= now;
        if (begins)
        {
            _ledger.BeginSync(now);
            _batch = _waiting;
            _waiting = default;
        }

        // While it syncs nobody need wake it: it looks again by itself.
        _sleepsUntil = begins ? long.MinValue : due;
        _gate.Leave();
        milliseconds = begins ? 0 : ToMilliseconds(due, now);
        return begins;
    }

    /// <summary>Ends the sync and sends home what waited for it; on the syncing thread.</summary>
    /// <param name="errno">0, or why it failed; then <see cref="NoteFailedSync"/> has been called.</param>
    public void EndSync(int errno)
    {
        _gate.Enter();
        if (errno == 0)
            _ledger.EndSync(_time.GetTimestamp());
        var batch = _batch;
        _batch = default;
        _gate.Leave();
        while (batch.Take() is { } request)
            SendHome(request, errno);
    }

    /// <summary>Notes that a sync of the file has failed: the one under way, or somebody else's; from any thread.</summary>
    public void NoteFailedSync()
    {
        _gate.Enter();
        long lost = _ledger.Clear();
        _failures++;
        _lostBytes += lost;
        if (lost > 0)
            _losses.NoteLoss();
        _gate.Leave();
    }

    private void SendHome(DiskRequest request, int errno)
    {
        bool failed = errno != 0 || request.FailedSyncsSeen != Failures;
        if (request.Operation == DiskOperation.Flush)
            failed |= Tell(request);
        request.Outcome = errno != 0 ? errno : failed ? Errno.EIO : 0;
        request.AwaitedSync = true;
        request.Inbox.Post(request);
    }

    private bool Tell(DiskRequest flush)
    {
        _gate.Enter();
        bool owed = _losses.Tell(flush.Reply.Destination);
        _gate.Leave();
        return owed;
    }

    private long DueAt() => _waiting.IsEmpty ? _ledger.DueAt() : long.MinValue;

    private void LeaveAndWake()
    {
        long due = DueAt();
        bool wake = due < _sleepsUntil;
        if (wake)
            _sleepsUntil = due;
        _gate.Leave();
        if (wake)
            Wake();
    }

    // Rounded up: a thread that looks a moment early would look again for nothing.
    private int ToMilliseconds(long due, long now) => due == long.MaxValue
        ? -1
        : (int)Math.Min(((due - now) * 1000 / _time.TimestampFrequency) + 1, int.MaxValue);
}
