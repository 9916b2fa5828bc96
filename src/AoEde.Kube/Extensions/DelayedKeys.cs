namespace AoEde.Kube.Extensions;

/// <summary>Keys whose time has not come: one timer for each, the earliest wish wins.</summary>
/// <param name="time">The clock.</param>
/// <param name="due">Told when a key's time has come.</param>
internal sealed class DelayedKeys<TKey>(TimeProvider time, Action<TKey> due) : IDisposable
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Wish> _wishes = [];
    private bool _disposed;

    /// <summary>How many keys wait for their time.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _wishes.Count;
            }
        }
    }

    /// <summary>Has a key told later; nothing happens if it is to be told earlier already.</summary>
    public void Add(TKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            var at = time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
            if (!_wishes.TryGetValue(key, out var wish))
            {
                wish = new(key, at);
                _wishes.Add(key, wish);
                wish.Timer = time.CreateTimer(_ => Tell(wish), null, delay, Timeout.InfiniteTimeSpan);
            }
            else if (at < wish.At)
            {
                wish.At = at;
                wish.Timer?.Change(delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (var wish in _wishes.Values)
                wish.Timer?.Dispose();
            _wishes.Clear();
        }
    }

    private void Tell(Wish wish)
    {
        lock (_lock)
        {
            // A timer that was moved may still fire for its old time: the key is told once.
            if (!_wishes.TryGetValue(wish.Key, out var current) || current != wish)
                return;
            _wishes.Remove(wish.Key);
            wish.Timer?.Dispose();
        }

        due(wish.Key);
    }

    private sealed class Wish(TKey key, long at)
    {
        public TKey Key { get; } = key;

        public long At { get; set; } = at;

        public ITimer? Timer { get; set; }
    }
}
