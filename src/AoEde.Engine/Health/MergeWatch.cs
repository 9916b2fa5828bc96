namespace AoEde.Engine.Health;

/// <summary>Remembers when a merge last went on.</summary>
internal sealed class MergeWatch(TimeProvider time)
{
    /// <summary>How long a merge may show no progress.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A batch is 4 MiB, and what it has copied shows when all of it is stable; three of them allow for a busy disk.
    private const double SlowestStepBytes = 3 * (4 << 20);

    private object? _merge;
    private long _remaining;
    private long _since;

    /// <summary>Why a merge stands still; null while it goes on, or there is none.</summary>
    /// <param name="merge">The merge now.</param>
    public string? Take(MergeProgress? merge)
    {
        if (merge is null || merge.Source != _merge || merge.RemainingBytes < _remaining)
            _since = time.GetTimestamp();
        _merge = merge?.Source;
        _remaining = merge?.RemainingBytes ?? 0;
        if (merge is null)
            return null;
        if (merge.StalledBecause is { } cause)
            return cause;
        var patience = merge.RateBytes > 0 ? Longer(Patience, TimeSpan.FromSeconds(SlowestStepBytes / merge.RateBytes)) : Patience;
        return time.GetElapsedTime(_since) >= patience ? "nothing has been copied for more than a minute" : null;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
