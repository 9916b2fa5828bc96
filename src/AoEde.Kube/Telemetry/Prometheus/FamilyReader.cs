using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>Turns what OpenTelemetry's SDK collected into Prometheus' families.</summary>
internal static class FamilyReader
{
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    /// <summary>Reads a batch. Its memory is the SDK's and is used again afterwards; nothing of it is kept.</summary>
    /// <param name="batch">The batch.</param>
    public static IReadOnlyCollection<MetricFamily> Read(in Batch<Metric> batch)
    {
        var families = new Dictionary<string, MetricFamily>(StringComparer.Ordinal);
        foreach (var metric in batch)
            Add(families, Of(metric));
        return families.Values;
    }

    // Two instruments may have one name: two meters, or the parts of a histogram that is kept in plain counters.
    private static void Add(Dictionary<string, MetricFamily> families, MetricFamily family)
    {
        if (family.Samples.Count == 0)
            return;
        if (families.TryGetValue(family.Name, out var other))
            family = other with { Samples = [.. other.Samples, .. family.Samples], Help = other.Help.Length > 0 ? other.Help : family.Help };
        families[family.Name] = family;
    }

    private static MetricFamily Of(Metric metric)
    {
        string unit = metric.Unit ?? "";
        string help = metric.Description ?? "";
        if (metric.MetricType == MetricType.Histogram)
            return new(PrometheusNames.Family(metric.Name, unit, MetricKind.Histogram), MetricKind.Histogram, help, Histograms(metric));
        if (Parts.FirstOrDefault(part => metric.Name.EndsWith(part, StringComparison.Ordinal)) is { } suffix)
            return new(PrometheusNames.Clean(metric.Name[..^suffix.Length]), MetricKind.Histogram, help, Numbers(metric, suffix));
        var kind = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum ? MetricKind.Counter : MetricKind.Gauge;
        return new(PrometheusNames.Family(metric.Name, unit, kind), kind, help, Numbers(metric, ""));
    }

    private static List<MetricSample> Numbers(Metric metric, string suffix)
    {
        var samples = new List<MetricSample>();
        foreach (ref readonly var point in metric.GetMetricPoints())
            samples.Add(new(suffix, Labels(point.Tags), Value(metric.MetricType, point)));
        return samples;
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => point.GetGaugeLastValueLong(),
    };

    private static List<MetricSample> Histograms(Metric metric)
    {
        var samples = new List<MetricSample>();
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            long running = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                running += bucket.BucketCount;
                samples.Add(new("_bucket", [.. labels, new(PrometheusText.BoundLabel, PrometheusText.Number(bucket.ExplicitBound))], running));
            }

            samples.Add(new("_sum", labels, point.GetHistogramSum()));
            samples.Add(new("_count", labels, point.GetHistogramCount()));
        }

        return samples;
    }

    private static List<KeyValuePair<string, string>> Labels(ReadOnlyTagCollection tags)
    {
        var labels = new List<KeyValuePair<string, string>>();
        foreach (var (key, value) in tags)
            labels.Add(new(PrometheusNames.Clean(key), value?.ToString() ?? ""));
        return labels;
    }
}
