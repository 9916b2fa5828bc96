using System.Diagnostics;
using System.Numerics;

namespace AoEde.Engine.Telemetry;

/// <summary>How long requests took, in buckets that double from 16 µs to 8.4 s. Written by one thread without allocating.</summary>
internal sealed class LatencyHistogram
{
    /// <summary>Buckets with an upper bound; one more counts everything beyond.</summary>
    public const int BoundedBuckets = 20;

    private const int FirstShift = 4;
    private readonly long[] _counts = new long[BoundedBuckets + 1];
    private long _totalMicroseconds;

    /// <summary>Upper bound of a bucket, in seconds.</summary>
    /// <param name="bucket">0 to <see cref="BoundedBuckets"/> − 1.</param>
    public static double UpperBoundSeconds(int bucket) => (1L << (FirstShift + bucket)) / 1e6;

    /// <summary>Requests in one bucket.</summary>
    /// <param name="bucket">0 to <see cref="BoundedBuckets"/>.</param>
    public long this[int bucket] => Volatile.Read(ref _counts[bucket]);

    /// <summary>All durations together, in seconds.</summary>
    public double TotalSeconds => Volatile.Read(ref _totalMicroseconds) / 1e6;

    public void Record(long ticks)
    {
        ulong microseconds = (ulong)Math.Max(0, ticks) * 1_000_000 / (ulong)Stopwatch.Frequency;
        // A bucket holds what took at most its bound: exactly 16 µs still belongs to the first.
        int bits = microseconds <= 1 ? 0 : BitOperations.Log2(microseconds - 1) + 1;
        _counts[Math.Clamp(bits - FirstShift, 0, BoundedBuckets)]++;
        _totalMicroseconds += (long)microseconds;
    }
}
