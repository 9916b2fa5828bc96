namespace AoEde.Engine.Freeze;

/// <summary>Counts what a shadow takes. Several pumps at once; a reservation that is refused leaves no trace, but may for a moment
/// make another one be refused that would just have fitted.</summary>
internal sealed class ShadowSpace(long used)
{
    private long _used = used;

    /// <summary>Bytes of data and journal.</summary>
    public long UsedBytes => Volatile.Read(ref _used);

    public bool TryTake(int bytes, long limit)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Take(int bytes) => Interlocked.Add(ref _used, bytes);

    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
