using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests;

/// <summary>The CRDs in a release are those of config/crds, with what Helm needs beside them.</summary>
public sealed class CrdTests
{
    private static string[] Files => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.yaml") : [];

    private static string Folder => Path.Combine(Repository.Root, "config", "crds");

    [SkippableFact]
    public void Crds_InARelease_AreThoseOfTheApi()
    {
        Files.Length.ShouldBe(3);
        var manifest = Helm.Template();

        foreach (var file in Files)
        {
            var wanted = Yaml.Read(File.ReadAllText(file))!.AsObject();
            var rendered = manifest.One("CustomResourceDefinition", wanted["metadata"]!["name"]!.GetValue<string>());
            rendered["spec"]!.ToJsonString().ShouldBe(wanted["spec"]!.ToJsonString());
        }
    }

    [SkippableTheory, InlineData("true", "keep"), InlineData("false", null)]
    public void Crds_WhenKept_SaySoToHelm(string keep, string? policy)
    {
        foreach (var crd in Helm.Template(Helm.Newest, "--set", $"crds.keep={keep}").Of("CustomResourceDefinition"))
            crd["metadata"]!["annotations"]?["helm.sh/resource-policy"]?.GetValue<string>().ShouldBe(policy);
    }

    [SkippableFact]
    public void Crds_WhenDisabled_AreNotThere() =>
        Helm.Template(Helm.Newest, "--set", "crds.enabled=false").Of("CustomResourceDefinition").ShouldBeEmpty();

    // Before 1.25 a server does not know CEL rules, and helm's own validation refuses what the server does not know.
    [SkippableTheory, InlineData("1.20.0", false), InlineData("1.24.9", false), InlineData("1.25.0", true)]
    public void Crds_ForAnOldServer_HaveNoCelRules(string kubernetes, bool rules)
    {
        var rendered = Helm.Template(kubernetes).Of("CustomResourceDefinition").ToList();

        rendered.Any(crd => crd.ToJsonString().Contains("x-kubernetes-validations", StringComparison.Ordinal)).ShouldBe(rules);
        foreach (var file in Files)
        {
            var wanted = Yaml.Read(File.ReadAllText(file))!.AsObject();
            if (!rules)
                Strip(wanted);
            rendered.Single(crd => crd["metadata"]!["name"]!.ToString() == wanted["metadata"]!["name"]!.ToString())["spec"]!.ToJsonString()
                .ShouldBe(wanted["spec"]!.ToJsonString());
        }
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            map.Remove("x-kubernetes-validations");
            foreach (var child in map)
                Strip(child.Value);
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
                Strip(child);
        }
    }
}
