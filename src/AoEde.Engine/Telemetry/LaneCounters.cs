namespace AoEde.Engine.Telemetry;

/// <summary>What one target did through one interface. Written by its pump only, read by anyone; plain adds, no interlocking.</summary>
internal sealed class LaneCounters
{
    private static readonly int Results = Enum.GetValues<CommandResult>().Length;
    private readonly long[] _requests = new long[Enum.GetValues<CommandKind>().Length * Results];

    public long ReadBytes;
    public long WrittenBytes;
    public long CachedReads;
    public long CoalescedReads;
    public long BadChecksums;

    /// <summary>Writes that were done together with an equal one.</summary>
    public long Duplicates;

    /// <summary>Writes answered without being done, by their tag.</summary>
    public long AcknowledgedDuplicates;

    /// <summary>Writes left to the answer of the one under way, by their tag.</summary>
    public long IgnoredDuplicates;

    /// <summary>Requests left to a copy behind them in the receive ring.</summary>
    public long SkippedDuplicates;

    public long Waits;

    /// <summary>Durations by kind: only reads, writes and flushes are timed.</summary>
    public LatencyHistogram[] Durations { get; } = [new(), new(), new()];

    /// <summary>Failed device operations by kind, and the errno of the last.</summary>
    public long[] DeviceErrors { get; } = new long[3];

    /// <summary>The errno of the last failed device operation, by kind.</summary>
    public int[] LastErrno { get; } = new int[3];

    public long this[CommandKind kind, CommandResult result] => Volatile.Read(ref _requests[((int)kind * Results) + (int)result]);

    /// <summary>Counts reads that were answered out of the cache.</summary>
    /// <param name="reads">How many.</param>
    /// <param name="bytesEach">What each brought.</param>
    public void CountCachedReads(int reads, int bytesEach)
    {
        Count(CommandKind.Read, CommandResult.Ok, reads);
        CachedReads += reads;
        ReadBytes += (long)reads * bytesEach;
    }

    public void Count(CommandKind kind, CommandResult result, int requests = 1) => _requests[((int)kind * Results) + (int)result] += requests;
}
