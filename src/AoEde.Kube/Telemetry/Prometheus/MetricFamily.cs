namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>The types that Prometheus knows and we have.</summary>
public enum MetricKind
{
    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Only grows, but for restarts.</summary>
    Counter,

    /// <summary>Counts by size, in cumulative buckets.</summary>
    Histogram,
}

/// <summary>All series of one name.</summary>
/// <param name="Name">The name, without the suffixes of a histogram's series.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Help">What it is, for people.</param>
/// <param name="Samples">Its series.</param>
public sealed record MetricFamily(string Name, MetricKind Kind, string Help, IReadOnlyList<MetricSample> Samples);

/// <summary>One series at one moment.</summary>
/// <param name="Suffix">What its name has behind that of the family: <c>_bucket</c>, <c>_sum</c>, <c>_count</c>, or nothing.</param>
/// <param name="Labels">Its labels, in any order.</param>
/// <param name="Value">Its value.</param>
public sealed record MetricSample(string Suffix, IReadOnlyList<KeyValuePair<string, string>> Labels, double Value);
