namespace AoEde.Testing.Load;

/// <summary>What a load did; <see cref="Failure"/> is null when every answer was right.</summary>
public sealed record LoadResult(
    long Reads, long Writes, long Retransmissions, long Unexpected, TimeSpan Elapsed, LatencyHistogram Latency, string? Failure)
{
    public double OperationsPerSecond => (Reads + Writes) / Elapsed.TotalSeconds;
}
