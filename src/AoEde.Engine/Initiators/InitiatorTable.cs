using AoEde.Protocol;

namespace AoEde.Engine.Initiators;

/// <summary>
/// When each initiator last used a target through one interface. Bounded: when it is full, the one silent the longest makes
/// room. Written by the pump; read by others as a snapshot, where a torn moment costs one stale line of status.
/// </summary>
internal sealed class InitiatorTable
{
    // More initiators than this on one target and interface is a broadcast storm of made-up addresses, not a site.
    private const int Capacity = 256;
    private readonly MacAddress[] _macs = new MacAddress[Capacity];
    private readonly long[] _lastSeen = new long[Capacity];
    private int _used;
    private int _latest;

    /// <summary>Notes that an initiator did something.</summary>
    /// <param name="mac">Who.</param>
    /// <param name="now">When, in milliseconds of a monotonic clock.</param>
    public void Note(MacAddress mac, long now)
    {
        // Frames come in runs from one initiator: the entry used last is nearly always the one.
        if (_used == 0 || _macs[_latest] != mac)
            _latest = Find(mac);
        _lastSeen[_latest] = now;
    }

    /// <summary>Whether an initiator was seen at or after a moment.</summary>
    /// <param name="mac">Who.</param>
    /// <param name="since">The moment, on the clock of <see cref="Note"/>.</param>
    public bool IsActive(MacAddress mac, long since)
    {
        for (int i = 0; i < _used; i++)
        {
            if (_macs[i] == mac)
                return _lastSeen[i] >= since;
        }

        return false;
    }

    /// <summary>Adds to <paramref name="into"/> those seen at or after a moment.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="into">Receives them.</param>
    public void CollectActive(long since, ISet<MacAddress> into)
    {
        for (int i = 0; i < Volatile.Read(ref _used); i++)
        {
            if (_lastSeen[i] >= since)
                into.Add(_macs[i]);
        }
    }

    private int Find(MacAddress mac)
    {
        int oldest = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_macs[i] == mac)
                return i;
            if (_lastSeen[i] < _lastSeen[oldest])
                oldest = i;
        }

        int slot = _used < Capacity ? _used : oldest;
        _macs[slot] = mac;
        if (slot == _used)
            Volatile.Write(ref _used, _used + 1);
        return slot;
    }
}
