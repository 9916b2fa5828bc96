namespace AoEde.Chart.Tests;

/// <summary>The dashboard reaches Grafana as it is in the chart.</summary>
public sealed class DashboardTests
{
    [SkippableTheory, InlineData("Auto", false), InlineData("Always", true), InlineData("Never", false)]
    public void Dashboard_WithoutPrometheus_IsThereWhenAsked(string mode, bool there)
    {
        var maps = Helm.Template(Helm.Newest, "--set", $"monitoring.dashboard.mode={mode}").Of("ConfigMap")
            .Where(map => map["metadata"]!["name"]!.ToString() == "aoede-dashboard").ToList();

        maps.Count.ShouldBe(there ? 1 : 0);
        foreach (var map in maps)
        {
            map["data"]!["aoede.json"]!.ToString().ShouldBe(Repository.Read("charts", "aoede", "files", "dashboards", "aoede.json"));
            map["metadata"]!["labels"]!["grafana_dashboard"]!.ToString().ShouldBe("1");
        }
    }

    [Fact]
    public void Panels_AllOfThem_HaveTheirOwnIdAndADescription()
    {
        var panels = Yaml.Read(Repository.Read("charts", "aoede", "files", "dashboards", "aoede.json"))!["panels"]!.AsArray();

        panels.Select(panel => panel!["id"]!.ToString()).ShouldBeUnique();
        panels.Where(panel => panel!["type"]!.ToString() != "row").ShouldAllBe(panel => panel!["description"]!.ToString().Length > 0);
    }
}
