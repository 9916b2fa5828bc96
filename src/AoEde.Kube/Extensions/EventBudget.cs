namespace AoEde.Kube.Extensions;

/// <summary>How many events of one object are written: a burst of 25, then one each five minutes (client-go's spam filter). Not thread-safe.</summary>
/// <param name="time">The clock.</param>
internal sealed class EventBudget(TimeProvider time)
{
    private const int Burst = 25;
    private const int MostObjects = 4096;
    private static readonly TimeSpan Refill = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (double Tokens, long At)> _objects = new(StringComparer.Ordinal);

    /// <summary>Takes a turn of an object, if it has one left.</summary>
    public bool Take(string uid)
    {
        var now = time.GetTimestamp();
        var tokens = Tokens(uid);
        if (tokens < 1)
            return false;
        if (_objects.Count >= MostObjects)
            Forget();
        _objects[uid] = (tokens - 1, now);
        return true;
    }

    private double Tokens(string uid) =>
        _objects.TryGetValue(uid, out var bucket) ? Math.Min(Burst, bucket.Tokens + (time.GetElapsedTime(bucket.At) / Refill)) : Burst;

    /// <summary>Forgets objects that are as good as new, else everything: too many events are better than too much memory.</summary>
    private void Forget()
    {
        foreach (var uid in _objects.Keys.Where(uid => Tokens(uid) >= Burst).ToList())
            _objects.Remove(uid);
        if (_objects.Count >= MostObjects)
            _objects.Clear();
    }
}
