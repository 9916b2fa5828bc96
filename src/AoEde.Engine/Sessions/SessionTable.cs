using AoEde.Protocol;

namespace AoEde.Engine.Sessions;

/// <summary>
/// The initiators of one target on one interface: when each last used it, and its session once it has negotiated one.
/// Bounded: when it is full, the one silent the longest makes room, of those with nothing negotiated if there are any.
/// Written by the pump; read by others as a snapshot, where a torn moment costs one stale line of status.
/// </summary>
/// <remarks>
/// A target on two interfaces is two stations to an initiator, each with a MAC address of its own, and it negotiates with each
/// as it discovers each. What sessions protect against keeps to that: a copy that the network makes of a frame goes where the
/// frame went. So a session is the affair of one pump, and pumps share nothing per frame.
/// </remarks>
internal sealed class SessionTable
{
    // More initiators than this on one target and interface is a broadcast storm of made-up addresses, not a site.
    private const int Capacity = 256;
    private readonly ulong[] _macs = new ulong[Capacity];
    private readonly long[] _lastSeen = new long[Capacity];
    private readonly long[] _requests = new long[Capacity];
    private readonly Session?[] _sessions = new Session?[Capacity];
    private int _used;
    private int _latest;

    /// <summary>Notes that an initiator did something.</summary>
    /// <param name="mac">Who.</param>
    /// <param name="now">When, in milliseconds of a monotonic clock.</param>
    /// <returns>Its session; null while it has negotiated nothing.</returns>
    public Session? Note(MacAddress mac, long now)
    {
        // Frames come in runs from one initiator: the entry used last is nearly always the one.
        if (_used == 0 || _macs[_latest] != mac.Value)
            _latest = PlaceFor(mac);
        _lastSeen[_latest] = now;
        _requests[_latest]++;
        return _sessions[_latest];
    }

    /// <summary>Notes that an initiator negotiates.</summary>
    /// <param name="mac">Who.</param>
    /// <param name="now">When, in milliseconds of a monotonic clock.</param>
    /// <returns>Its session, a new one if it had none.</returns>
    public Session Open(MacAddress mac, long now) => Note(mac, now) ?? (_sessions[_latest] = new Session());

    /// <summary>An initiator's session, if it has one. Does not count as having done something.</summary>
    /// <param name="mac">Who.</param>
    public Session? Find(MacAddress mac)
    {
        int place = PlaceOf(mac);
        return place < 0 ? null : _sessions[place];
    }

    /// <summary>Whether an initiator was seen at or after a moment.</summary>
    /// <param name="mac">Who.</param>
    /// <param name="since">The moment, on the clock of <see cref="Note"/>.</param>
    public bool IsActive(MacAddress mac, long since)
    {
        int place = PlaceOf(mac);
        return place >= 0 && _lastSeen[place] >= since;
    }

    /// <summary>Adds to <paramref name="into"/> those seen at or after a moment.</summary>
    /// <param name="since">The moment.</param>
    /// <param name="into">Receives them.</param>
    public void CollectActive(long since, ISet<MacAddress> into)
    {
        for (int i = 0; i < Volatile.Read(ref _used); i++)
        {
            if (_lastSeen[i] >= since)
                into.Add(new MacAddress(_macs[i]));
        }
    }

    /// <summary>All initiators that are remembered.</summary>
    /// <param name="interfaceName">The interface that this is the table of.</param>
    /// <param name="now">Now, on the clock of <see cref="Note"/>.</param>
    public IEnumerable<SessionStatus> List(string interfaceName, long now)
    {
        for (int i = 0; i < Volatile.Read(ref _used); i++)
        {
            yield return new SessionStatus(
                new MacAddress(_macs[i]), interfaceName, _requests[i], TimeSpan.FromMilliseconds(Math.Max(0, now - _lastSeen[i])),
                _sessions[i]?.Negotiated ?? []);
        }
    }

    /// <summary>Ends all sessions, so that what they hold is free for those of other targets.</summary>
    public void EndAll()
    {
        foreach (var session in _sessions)
            session?.Reset();
    }

    private int PlaceOf(MacAddress mac) => _macs.AsSpan(0, _used).IndexOf(mac.Value);

    private int PlaceFor(MacAddress mac)
    {
        int place = PlaceOf(mac);
        if (place >= 0)
            return place;
        place = _used < Capacity ? _used : Evict();
        _macs[place] = mac.Value;
        _requests[place] = 0;
        if (place == _used)
            Volatile.Write(ref _used, _used + 1);
        return place;
    }

    private int Evict()
    {
        int oldest = 0;
        for (int i = 1; i < Capacity; i++)
        {
            bool isStateless = _sessions[i] is not { HasState: true };
            bool wasStateless = _sessions[oldest] is not { HasState: true };
            if (isStateless == wasStateless ? _lastSeen[i] < _lastSeen[oldest] : isStateless)
                oldest = i;
        }

        // Writes still under way hold the old session; whatever becomes of them is nobody's any more.
        _sessions[oldest]?.Reset();
        _sessions[oldest] = null;
        return oldest;
    }
}
