using System.Text.RegularExpressions;

namespace AoEde.Chart.Tests;

/// <summary>Every alert and every panel asks for metrics that a program has.</summary>
public sealed partial class MetricTests
{
    // Of a histogram the SDK makes three series.
    private static readonly Lazy<HashSet<string>> s_known = new(() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Declared().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
        .SelectMany(name => new[] { name, name + "_bucket", name + "_sum", name + "_count" })
        .ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void Dashboard_ItsQueries_AskForMetricsThatExist()
    {
        var queries = Yaml.Read(Repository.Read("charts", "aoede", "files", "dashboards", "aoede.json"))!["panels"]!.AsArray()
            .Where(panel => panel!["type"]!.GetValue<string>() != "row")
            .SelectMany(panel => panel!["targets"]!.AsArray().Select(target => target!["expr"]!.GetValue<string>()))
            .ToList();

        queries.Count.ShouldBeGreaterThan(20);
        Unknown(queries).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_TheirExpressions_AskForMetricsThatExist()
    {
        var alerts = Yaml.Read(Repository.Read("charts", "aoede", "files", "alerts.yaml"))!["alerts"]!.AsArray();

        Unknown(alerts.Select(alert => alert!["expr"]!.GetValue<string>())).ShouldBeEmpty();
    }

    [Fact]
    public void Alerts_ThatCanBeLeftOut_AreTheOnesThereAre()
    {
        var alerts = Yaml.Read(Repository.Read("charts", "aoede", "files", "alerts.yaml"))!["alerts"]!.AsArray().Select(alert => alert!["alert"]!.GetValue<string>());
        var schema = Yaml.Read(Repository.Read("charts", "aoede", "values.schema.json"))!;

        schema["properties"]!["monitoring"]!["properties"]!["prometheusRule"]!["properties"]!["disabled"]!["items"]!["enum"]!.AsArray()
            .Select(name => name!.GetValue<string>()).ShouldBe(alerts);
    }

    private static IEnumerable<string> Unknown(IEnumerable<string> queries) =>
        queries.SelectMany(query => Used().Matches(query).Select(match => match.Value)).Distinct().Where(name => !s_known.Value.Contains(name));

    [GeneratedRegex("\"(aoede_[a-z0-9_]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"\baoede_[a-z0-9_]+", RegexOptions.None, 1000)]
    private static partial Regex Used();
}
