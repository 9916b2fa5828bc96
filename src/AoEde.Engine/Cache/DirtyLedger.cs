namespace AoEde.Engine.Cache;

/// <summary>
/// What of one target was acknowledged and is not stable yet: how much, and since when. Knows no time and no lock; its
/// <see cref="WriteBehind"/> brings both.
/// <list type="table">
/// <item><term>Entered</term><description>Bytes acknowledged since the last sync began: the sync under way says nothing of them.</description></item>
/// <item><term>Covered</term><description>Bytes acknowledged before the sync under way began; none while none is under way.</description></item>
/// <item><term>Bound</term><description>Nothing enters that would have entered + covered exceed the room (<see cref="UnstableRoom"/>), which
/// never exceeds <c>maximumBytes</c>.</description></item>
/// <item><term>Age</term><description>Nothing enters while the oldest that is unstable is <c>maximumAge</c> old: a device that does not keep up
/// gets write-through until it has caught up.</description></item>
/// </list>
/// </summary>
/// <param name="maximumBytes">Bytes that may be unstable.</param>
/// <param name="maximumAge">How long they may be, in ticks of the caller's clock.</param>
internal sealed class DirtyLedger(long maximumBytes, long maximumAge)
{
    private readonly UnstableRoom _room = new(maximumBytes, maximumAge);
    private long _entered;
    private long _covered;
    private long _enteredSince;
    private long _coveredSince;
    private long _syncSince;

    /// <summary>Bytes acknowledged and not stable.</summary>
    public long Bytes => _entered + _covered;

    /// <summary>Bytes that only a sync which begins from now on makes stable.</summary>
    public long Entered => _entered;

    /// <summary>When the oldest of <see cref="Bytes"/> was acknowledged; meaningless while there are none.</summary>
    public long OldestSince => _covered > 0 ? _coveredSince : _enteredSince;

    /// <summary>Takes in a write that is about to be acknowledged.</summary>
    /// <param name="bytes">Its length.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when it must not be acknowledged before it is stable.</returns>
    public bool TryEnter(int bytes, long now)
    {
        if (Bytes > _room.Bytes - bytes || (Bytes > 0 && now - OldestSince >= maximumAge))
            return false;
        if (_entered == 0)
            _enteredSince = now;
        _entered += bytes;
        return true;
    }

    /// <summary>
    /// When a sync is due, if nothing more enters: at half the age, or at once when half the room is used. Half, so that the other
    /// half is there for what arrives while it runs.
    /// </summary>
    /// <returns>A time; <see cref="long.MaxValue"/> while nothing waits for a sync.</returns>
    public long DueAt() =>
        _entered == 0 ? long.MaxValue : _entered >= _room.Bytes / 2 ? long.MinValue : _enteredSince + (maximumAge / 2);

    /// <summary>A sync begins: it covers all that has entered.</summary>
    /// <param name="now">The time.</param>
    public void BeginSync(long now)
    {
        _syncSince = now;
        _coveredSince = OldestSince;
        _covered += _entered;
        _entered = 0;
    }

    /// <summary>The sync that began has succeeded.</summary>
    /// <param name="now">The time.</param>
    public void EndSync(long now)
    {
        if (_covered > 0)
            _room.NoteSync(_covered, now - _syncSince);
        _covered = 0;
    }

    /// <summary>
    /// Forgets everything, because it may be lost: the kernel tells of a failed write-back once, and not which write it was.
    /// </summary>
    /// <returns>The bytes that were unstable.</returns>
    public long Clear()
    {
        long bytes = Bytes;
        _entered = 0;
        _covered = 0;
        return bytes;
    }
}
