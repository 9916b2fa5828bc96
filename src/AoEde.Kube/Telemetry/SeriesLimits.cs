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

    /// <summary>The view of an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    public static MetricStreamConfiguration For(Instrument instrument) => new() { CardinalityLimit = Limit(instrument.Name) };

    private static int Limit(string name) => name switch
    {
        _ when name.EndsWith("_bucket", StringComparison.Ordinal) => Buckets,
        "aoede_requests_total" or "aoede_target_condition" => Commands,
        _ => Few,
    };
}
