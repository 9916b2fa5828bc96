using System.Text;

namespace AoEde.Kube.Telemetry.Prometheus;

/// <summary>Names of instruments and attributes as Prometheus allows them (OpenTelemetry, "Prometheus and OpenMetrics Compatibility").</summary>
public static class PrometheusNames
{
    /// <summary>The name of a family: other characters become underscores, and unit and <c>_total</c> are added where they are missing.</summary>
    /// <param name="instrument">Name of the instrument.</param>
    /// <param name="unit">Its unit in UCUM, such as <c>By</c> or <c>s</c>; a note in braces is no unit.</param>
    /// <param name="kind">Its type.</param>
    public static string Family(string instrument, string unit, MetricKind kind)
    {
        const string Total = "_total";
        string name = Clean(instrument);
        bool hadTotal = kind == MetricKind.Counter && name.EndsWith(Total, StringComparison.Ordinal);
        if (hadTotal)
            name = name[..^Total.Length];
        string suffix = Unit(unit);
        if (suffix.Length > 0 && !name.EndsWith("_" + suffix, StringComparison.Ordinal))
            name = $"{name}_{suffix}";
        return kind == MetricKind.Counter ? name + Total : name;
    }

    /// <summary>A name of letters, digits and underscores that does not begin with a digit.</summary>
    /// <param name="name">Any name.</param>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (char letter in name)
            clean.Append(char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '_');
        if (clean.Length == 0 || char.IsAsciiDigit(clean[0]))
            clean.Insert(0, '_');
        return clean.ToString();
    }

    private static string Unit(string unit) => unit switch
    {
        "By" => "bytes",
        "s" => "seconds",
        "%" => "percent",
        _ => "",
    };
}
