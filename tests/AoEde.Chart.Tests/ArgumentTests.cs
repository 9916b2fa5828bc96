namespace AoEde.Chart.Tests;

/// <summary>The programs know the words and the variables that the chart gives them.</summary>
public sealed class ArgumentTests
{
    [SkippableTheory, InlineData("aoede-operator", "AoEde.Operator", "run"), InlineData("aoede-agent", "AoEde.NodeAgent", "node")]
    public void Options_OfAPod_AreThoseOfItsProgram(string pod, string project, string verb)
    {
        var container = Helm.Template(Helm.Newest, "--set", "telemetry.otlpEndpoint=http://collector:4318").Pods.Single(owner => owner.Owner == pod).Spec["containers"]![0]!;
        var words = container["args"]!.AsArray().Select(word => word!.GetValue<string>()).ToList();
        var sources = Sources(project);

        words[0].ShouldBe(verb);
        words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Where(option => !sources.Contains($"\"{option}\"", StringComparison.Ordinal)).ShouldBeEmpty();

        // DOTNET_ ones are the runtime's, and POD_IP is for the arguments.
        var known = sources + Sources("AoEde.Kube");
        container["env"]!.AsArray().Select(variable => variable!["name"]!.GetValue<string>())
            .Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal) && name != "POD_IP")
            .Where(name => !known.Contains($"\"{name}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static string Sources(string project) => string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
}
