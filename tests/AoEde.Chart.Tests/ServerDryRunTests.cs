using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests;

/// <summary>A real API server would take everything that the chart renders for its version.</summary>
public sealed class ServerDryRunTests(BareServer server) : IClassFixture<BareServer>
{
    private static readonly Dictionary<string, string[]> s_setups = GoldenTests.Cases
        .Select(row => (Name: (string)row[0], Options: (string[])row[2]))
        .Where(setup => !setup.Options.Any(option => option.StartsWith("--api-versions", StringComparison.Ordinal)))
        .ToDictionary(setup => setup.Name, setup => setup.Options, StringComparer.Ordinal);

    /// <summary>The golden setups that need no kinds of others.</summary>
    public static TheoryData<string> Setups => [.. s_setups.Keys.Where(name => !name.StartsWith("kubernetes-", StringComparison.Ordinal) || name == "kubernetes-1.20")];

    [SkippableTheory, MemberData(nameof(Setups))]
    public async Task Rendering_ForThisServer_IsTaken(string setup)
    {
        await NamespaceAsync();
        var rendered = Helm.TryTemplate("1.20.2", ["--skip-tests", .. s_setups[setup]]);

        await TakenAsync(rendered.Output);
    }

    [SkippableTheory, MemberData(nameof(Setups))]
    public async Task AgentPod_InADaemonSet_IsTaken(string setup)
    {
        await NamespaceAsync();
        var set = new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "DaemonSet",
            ["metadata"] = new JsonObject { ["name"] = "aoede-agent", ["namespace"] = Helm.Namespace },
            ["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app.kubernetes.io/name"] = "aoede-agent" } },
                ["template"] = Helm.Template("1.20.2", s_setups[setup]).AgentPod,
            },
        };

        await TakenAsync(set.ToJsonString());
    }

    [SkippableFact]
    public async Task Manifests_ForThisServer_AreTaken()
    {
        await NamespaceAsync();

        await TakenAsync(Repository.Read("config", "manifests", "aoede-kubernetes-1.20.yaml"));
    }

    // Strict: kubectl refuses a field that the server does not know.
    private async Task TakenAsync(string manifest) =>
        (await server.Server.KubectlAsync(["apply", "--dry-run=server", "--validate=strict", "-f", "-"], manifest)).Expect();

    private async Task NamespaceAsync() => await server.Server.ApplyAsync(Repository.Read("build", "chart-namespace.yaml"));
}
