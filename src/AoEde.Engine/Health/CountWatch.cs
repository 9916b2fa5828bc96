namespace AoEde.Engine.Health;

/// <summary>
/// Remembers which counts have grown lately. Sources come and go with interfaces; one that is seen for the first time has grown by
/// what it counted only if it is as young as the target.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="window">What lately means.</param>
/// <param name="startAtZero">Whether what a new source has counted already is news.</param>
internal sealed class CountWatch(TimeProvider time, TimeSpan window, bool startAtZero)
{
    private readonly SortedDictionary<string, long> _lastGrown = new(StringComparer.Ordinal);
    private Dictionary<object, long> _counts = [];

    /// <summary>Takes the counts in.</summary>
    /// <param name="tallies">All sources there are.</param>
    /// <returns>The labels of those that grew within the window, in order.</returns>
    public IReadOnlyList<string> Take(IReadOnlyList<Tally> tallies)
    {
        long now = time.GetTimestamp();
        var counts = new Dictionary<object, long>();
        foreach (var (source, label, count) in tallies)
        {
            long before = _counts.TryGetValue(source, out long known) ? known : startAtZero ? 0 : count;
            if (count > before)
                _lastGrown[label] = now;
            counts[source] = count;
        }

        _counts = counts;
        foreach (string old in _lastGrown.Where(g => time.GetElapsedTime(g.Value, now) >= window).Select(g => g.Key).ToArray())
            _lastGrown.Remove(old);
        return [.. _lastGrown.Keys];
    }
}
