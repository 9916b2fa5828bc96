namespace AoEde.Operator.Nodes;

/// <summary>
/// Which agents live, judged by whether their leases change, never by what is written in them: clocks of two hosts need not agree.
/// </summary>
/// <remarks>
/// <para>Time counts only while the API server is heard. Every lease that changes, the operators' own included, is a sign of that; a longer
/// silence counts as <see cref="HeartbeatTimes.Silence"/>. So an API server that was away for a minute makes no agent stale, although none could
/// renew.</para>
/// <para>All members may be called from any thread.</para>
/// </remarks>
internal sealed class HeartbeatBook(HeartbeatTimes times, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private readonly Dictionary<string, Heartbeat> _told = [];
    private long _heard = clock.GetTimestamp();
    private TimeSpan _observed;

    /// <summary>Something came from the API server.</summary>
    public void Hear()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            var silence = clock.GetElapsedTime(_heard, now);
            _observed += silence < times.Silence ? silence : times.Silence;
            _heard = now;
        }
    }

    /// <summary>A node's lease was seen.</summary>
    /// <param name="node">The node.</param>
    /// <param name="renewTime">Its renew time: it counts only whether that changed.</param>
    public void See(string node, DateTimeOffset? renewTime)
    {
        Hear();
        lock (_gate)
        {
            var known = Of(node);
            var renewed = known.HasLease && known.RenewTime != renewTime;
            if (renewed || !known.HasLease)
                _entries[node] = new(true, known.IsProven || renewed, renewTime, _observed);
        }
    }

    /// <summary>A node's lease is gone; its agent may yet come back.</summary>
    public void Miss(string node)
    {
        Hear();
        lock (_gate)
            _entries[node] = Of(node) with { HasLease = false };
    }

    /// <summary>Whether a node's lease exists.</summary>
    public bool HasLease(string node)
    {
        lock (_gate)
            return _entries.TryGetValue(node, out var entry) && entry.HasLease;
    }

    /// <summary>The life of a node's agent. A node that is asked for is watched from then on.</summary>
    public Heartbeat State(string node)
    {
        lock (_gate)
            return Judge(Of(node));
    }

    /// <summary>Nodes whose state is another than when this was last asked.</summary>
    public IReadOnlyList<string> Changes()
    {
        lock (_gate)
        {
            var changed = new List<string>();
            foreach (var (node, entry) in _entries)
            {
                var state = Judge(entry);
                if (_told.TryGetValue(node, out var told) ? told != state : state != Heartbeat.Unproven)
                    changed.Add(node);
                _told[node] = state;
            }

            return changed;
        }
    }

    private Entry Of(string node)
    {
        if (!_entries.TryGetValue(node, out var entry))
            _entries[node] = entry = new(false, false, null, _observed);
        return entry;
    }

    private Heartbeat Judge(Entry entry)
    {
        if (_observed - entry.Since >= times.Stale)
            return Heartbeat.Stale;
        return entry.IsProven ? Heartbeat.Alive : Heartbeat.Unproven;
    }

    /// <param name="HasLease">Whether its lease exists.</param>
    /// <param name="IsProven">Whether it was seen to change.</param>
    /// <param name="RenewTime">What the lease says.</param>
    /// <param name="Since">The observed time at which it last changed or was first looked for.</param>
    private sealed record Entry(bool HasLease, bool IsProven, DateTimeOffset? RenewTime, TimeSpan Since);
}
