namespace AoEde.Chart.Tests;

/// <summary>What is derived from something else says the same as that.</summary>
public sealed class DriftTests
{
    /// <summary>Parts of <c>make chart</c>.</summary>
    public static TheoryData<string> Parts => ["crds", "rbac", "values", "manifests"];

    [SkippableTheory, MemberData(nameof(Parts))]
    public void DerivedFiles_MadeAnew_AreTheSame(string part)
    {
        Helm.Run("version");
        var result = Command.Run("python3", "build/chart.py", "--check", part);

        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
    }

    [SkippableFact]
    public void Chart_ItsVersions_AreTheProgramsVersion()
    {
        var version = System.Text.RegularExpressions.Regex.Match(
            Repository.Read("Directory.Build.props"), "<Version>(.+)</Version>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        var chart = Yaml.Read(Repository.Read("charts", "aoede", "Chart.yaml"))!;

        chart["version"]!.ToString().ShouldBe(version);
        chart["appVersion"]!.ToString().ShouldBe(version);
        chart["annotations"]!["artifacthub.io/images"]!.ToString().ShouldContain($"aoede-agent:{version}");
    }
}
