using System.Globalization;
using System.Text;

namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>
/// Prometheus' text format 0.0.4 (prometheus.io, "Exposition formats"). Equal families give equal text: families and series are in the order
/// of their names and labels, buckets in the order of their bounds.
/// </summary>
public static class PrometheusText
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The label that has the upper bound of a bucket.</summary>
    public const string BoundLabel = "le";

    /// <summary>Writes families.</summary>
    /// <param name="families">The families, each name once.</param>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.Where(f => f.Samples.Count > 0).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (family.Help.Length > 0)
                text.Append("# HELP ").Append(family.Name).Append(' ').Append(EscapeHelp(family.Help)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(Word(family.Kind)).Append('\n');
            foreach (var line in family.Samples.Select(s => new SeriesLine(s)).Order(SeriesLine.Order))
                text.Append(family.Name).Append(line.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A number as Go's parser reads it.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>A label's value as it stands between quotes.</summary>
    /// <param name="value">The value.</param>
    public static string EscapeLabel(string value) => EscapeHelp(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>A help text as it stands in its line.</summary>
    /// <param name="help">The text.</param>
    public static string EscapeHelp(string help) =>
        help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Word(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };
}
