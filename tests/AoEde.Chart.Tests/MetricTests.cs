using System.Text.RegularExpressions;

namespace AoEde.Chart.Tests;

/// <summary>Every alert and every panel asks for metrics that a program has.</summary>
public sealed partial class MetricTests
{
    // What Prometheus adds when it scrapes, with the chart's monitors.
    private static readonly string[] s_added = ["node", "pod", "instance", "job"];

    // The reference says what there is, with its labels; tests of the programs hold it to that.
    private static readonly Lazy<Dictionary<string, string[]>> s_known = new(() => Row()
        .Matches(Repository.Read("docs", "reference", "metrics.md"))
        .SelectMany(row => Series(row.Groups[1].Value, row.Groups[2].Value == "histogram")
            .Select(name => (name, labels: Label().Matches(row.Groups[3].Value).Select(label => label.Groups[1].Value).ToArray())))
        .ToDictionary(series => series.name, series => series.labels, StringComparer.Ordinal));

    private static IEnumerable<string> Queries => Yaml.Read(Repository.Read("charts", "aoede", "files", "dashboards", "aoede.json"))!["panels"]!.AsArray()
        .Where(panel => panel!["type"]!.GetValue<string>() != "row")
        .SelectMany(panel => panel!["targets"]!.AsArray().Select(target => target!["expr"]!.GetValue<string>()));

    private static IEnumerable<string> Alerts =>
        Yaml.Read(Repository.Read("charts", "aoede", "files", "alerts.yaml"))!["alerts"]!.AsArray().Select(alert => alert!["expr"]!.GetValue<string>());

    [Fact]
    public void Queries_OfPanelsAndAlerts_AskForMetricsThatExist()
    {
        Queries.Count().ShouldBeGreaterThan(20);
        Queries.Concat(Alerts).SelectMany(Used).Where(name => !s_known.Value.ContainsKey(name)).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void Queries_OfPanelsAndAlerts_NameLabelsThatTheirMetricsHave()
    {
        foreach (var query in Queries.Concat(Alerts))
        {
            var known = Used(query).SelectMany(name => s_known.Value[name]).Concat(s_added).ToHashSet(StringComparer.Ordinal);
            var named = By().Matches(query).SelectMany(by => by.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
                .Concat(Selected().Matches(query).Select(label => label.Groups[1].Value));

            named.Where(label => !known.Contains(label)).ShouldBeEmpty(query);
        }
    }

    [Fact]
    public void Variable_OfTheDashboard_AsksForAMetricThatExists() =>
        Repository.Read("charts", "aoede", "files", "dashboards", "aoede.json").ShouldContain("label_values(aoede_target_info, target)");

    [Fact]
    public void Alerts_ThatCanBeLeftOut_AreTheOnesThereAre()
    {
        var alerts = Yaml.Read(Repository.Read("charts", "aoede", "files", "alerts.yaml"))!["alerts"]!.AsArray().Select(alert => alert!["alert"]!.GetValue<string>());
        var schema = Yaml.Read(Repository.Read("charts", "aoede", "values.schema.json"))!;

        schema["properties"]!["monitoring"]!["properties"]!["prometheusRule"]!["properties"]!["disabled"]!["items"]!["enum"]!.AsArray()
            .Select(name => name!.GetValue<string>()).ShouldBe(alerts);
    }

    private static IEnumerable<string> Used(string query) => Name().Matches(query).Select(match => match.Value);

    private static string[] Series(string name, bool histogram) => histogram ? [name + "_bucket", name + "_sum", name + "_count"] : [name];

    [GeneratedRegex(@"^\| `(aoede_[a-z0-9_]+)` \| (\w+) \| ([^|]*) \|", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`([a-z_]+)`", RegexOptions.None, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\baoede_[a-z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bby \(([^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex By();

    [GeneratedRegex(@"[{,]\s*([a-z_]+)\s*[=!]~?""", RegexOptions.None, 1000)]
    private static partial Regex Selected();
}
