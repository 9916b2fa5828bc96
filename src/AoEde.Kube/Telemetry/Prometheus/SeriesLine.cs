using System.Globalization;

namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>One line of the text format behind the family's name, and its place among the lines of the family.</summary>
internal sealed class SeriesLine
{
    private static readonly string[] SuffixOrder = ["_bucket", "_sum", "_count"];
    private readonly string _labels;
    private readonly int _suffix;
    private readonly double _bound;

    /// <summary>Puts a series into text.</summary>
    /// <param name="sample">The series.</param>
    public SeriesLine(MetricSample sample)
    {
        // The bound comes last, so that the buckets of one histogram stand together and in order.
        var labels = sample.Labels.Where(l => l.Key != PrometheusText.BoundLabel).OrderBy(l => l.Key, StringComparer.Ordinal);
        string? bound = sample.Labels.FirstOrDefault(l => l.Key == PrometheusText.BoundLabel).Value;
        _labels = string.Join(',', labels.Select(l => Label(l.Key, l.Value)));
        _suffix = Array.IndexOf(SuffixOrder, sample.Suffix);
        _bound = bound is null or "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture);
        string all = string.Join(',', new[] { _labels, bound is null ? "" : Label(PrometheusText.BoundLabel, bound) }.Where(l => l.Length > 0));
        Text = $"{sample.Suffix}{(all.Length > 0 ? $"{{{all}}}" : "")} {PrometheusText.Number(sample.Value)}";
    }

    /// <summary>By labels, then buckets by bound, then sum and count.</summary>
    public static Comparer<SeriesLine> Order { get; } = Comparer<SeriesLine>.Create(Compare);

    /// <summary>Suffix, labels and value.</summary>
    public string Text { get; }

    private static int Compare(SeriesLine one, SeriesLine other)
    {
        int order = string.CompareOrdinal(one._labels, other._labels);
        if (order == 0)
            order = one._suffix.CompareTo(other._suffix);
        return order != 0 ? order : one._bound.CompareTo(other._bound);
    }

    private static string Label(string name, string value) => $"{name}=\"{PrometheusText.EscapeLabel(value)}\"";
}
