using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace AoEde.Kube.Telemetry;

/// <summary>
/// How many series an instrument may have. The SDK sets aside some 100 bytes for each when the instrument is made, and puts what is too much
/// into one series that says so. A node has 256 targets at most.
/// </summary>
internal static class SeriesLimits
{
    private const int Few = 2_000;
    private const int Commands = 10_000;
    private const int Buckets = 25_000;

    // The SDK's own bounds are made for milliseconds.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    /// <summary>The view of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static MetricStreamConfiguration For(Instrument instrument) => instrument is Histogram<double> { Unit: "s", Advice: null }
        ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds, CardinalityLimit = Few }
        : new MetricStreamConfiguration { CardinalityLimit = Limit(instrument.Name) };

    private static int Limit(string name) => name switch
    {
        _ when name.EndsWith("_bucket", StringComparison.Ordinal) => Buckets,
        "aoede_requests_total" or "aoede_target_condition" => Commands,
        _ => Few,
    };
}
