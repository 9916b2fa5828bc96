using System.Diagnostics;
using System.Numerics;

namespace AoEde.Testing.Load;

/// <summary>Latencies in buckets of a thirty-second of their magnitude: 3 % exact, no allocation, no limit.</summary>
public sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int SubBuckets = 1 << SubBits;
    private readonly long[] _buckets = new long[64 * SubBuckets];

    public long Count { get; private set; }

    public void Record(long stopwatchTicks)
    {
        var value = (ulong)Math.Max(stopwatchTicks, SubBuckets);
        var magnitude = BitOperations.Log2(value);
        _buckets[(magnitude * SubBuckets) + (int)((value >> (magnitude - SubBits)) & (SubBuckets - 1))]++;
        Count++;
    }

    /// <summary>The latency that a share (0 to 1) of the requests did not exceed, in microseconds.</summary>
    public double Microseconds(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < _buckets.Length; i++)
        {
            wanted -= _buckets[i];
            if (wanted <= 0 && _buckets[i] > 0)
                return UpperEdge(i) * 1e6 / Stopwatch.Frequency;
        }

        return 0;
    }

    private static double UpperEdge(int bucket) =>
        Math.ScaleB(SubBuckets + (bucket % SubBuckets) + 1, (bucket / SubBuckets) - SubBits);
}
