namespace AoEde.Chart.Tests;

/// <summary>
/// What the chart renders, compared with files. <c>kubernetes-1.35.yaml</c> is the whole of it but the CRDs; every other file holds the
/// documents that differ from that, and names those that are gone. After a wanted change: AOEDE_UPDATE_GOLDEN=1.
/// </summary>
public sealed class GoldenTests
{
    private const string Prometheus = "--api-versions=monitoring.coreos.com/v1,monitoring.coreos.com/v1/PodMonitor,"
        + "monitoring.coreos.com/v1/ServiceMonitor,monitoring.coreos.com/v1/PrometheusRule";

    private static readonly Lazy<Manifest> s_base = new(() => Render(Helm.Newest, []));

    public static TheoryData<string, string, string[]> Cases => new()
    {
        { "kubernetes-1.20", "1.20.0", [] },
        { "kubernetes-1.25", "1.25.0", [] },
        { "kubernetes-1.30", "1.30.0", [] },
        { "on-demand", Helm.Newest, ["--set", "agent.placement=OnDemand"] },
        { "registry", Helm.Newest, ["--set", "image.registry=registry.example/storage,image.pullPolicy=Always,image.pullSecrets={one,two}", "--set", $"agent.image.digest=sha256:{new string('a', 64)},operator.image.tag=1.2.3"] },
        { "prometheus", Helm.Newest, [Prometheus, "--set", "agent.listenAddress=$(POD_IP),monitoring.podMonitor.labels.release=prom,monitoring.prometheusRule.disabled={AoedeRingDrops},monitoring.prometheusRule.runbookUrl=https://docs.example/alerts,monitoring.dashboard.mode=Never"] },
        { "prometheus-loopback", Helm.Newest, [Prometheus, "--set", "monitoring.prometheusRule.mode=Never,monitoring.dashboard.mode=Never"] },
        { "single-operator", Helm.Newest, ["--set", "operator.replicas=1"] },
        { "files", Helm.Newest, ["--set", "agent.policy.allowedFileDirectories={/srv/aoe,/srv/aoe/more},agent.hostDirectories={/mnt/shadow},agent.stateDir=/data/aoede,agent.port=9090"] },
        { "labels", Helm.Newest, ["--set", "commonLabels.team=storage,agent.podLabels.tier=gold,operator.podAnnotations.a=b,agent.podAnnotations.c=d,operator.serviceAccountAnnotations.e=f"] },
        { "scheduling", Helm.Newest, ["--set-json", """agent.tolerations=[{"key":"storage","operator":"Exists"}]""", "--set-json", """operator.topologySpreadConstraints=[{"maxSkew":1,"topologyKey":"topology.kubernetes.io/zone","whenUnsatisfiable":"DoNotSchedule"}]""", "--set-json", """operator.tolerations=[{"key":"node-role.kubernetes.io/control-plane","operator":"Exists","effect":"NoSchedule"}]""", "--set-json", """agent.nodeSelector={"storage":"yes"}"""] },
        { "bare", Helm.Newest, ["--set", "rbac.userRoles=false,admissionPolicy.mode=Never,operator.podDisruptionBudget.enabled=false"] },
        { "telemetry", Helm.Newest, ["--set", "telemetry.otlpEndpoint=http://collector:4318,telemetry.logFormat=json", "--set-json", """agent.extraEnv=[{"name":"A","value":"1"}]"""] },
        { "extra", Helm.Newest, ["--set-json", """extraObjects=[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"of-{{ .Release.Name }}"}}]"""] },
    };

    [SkippableFact]
    public void Template_ForTheNewestKubernetes_IsAsRecorded() =>
        Compare("kubernetes-1.35", string.Join("---\n", s_base.Value.Documents.Select(document => document.Text)));

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Template_WithOptions_DiffersFromTheNewestAsRecorded(string name, string kubernetes, string[] options)
    {
        var before = s_base.Value.Documents.ToDictionary(document => document.Id, document => document.Text, StringComparer.Ordinal);
        var after = Render(kubernetes, options).Documents;
        var changed = after.Where(document => before.GetValueOrDefault(document.Id) != document.Text).Select(document => document.Text);
        var gone = before.Keys.Except(after.Select(document => document.Id)).Select(id => $"# gone: {id}\n");

        Compare(name, string.Join("---\n", [.. gone, .. changed]));
    }

    private static Manifest Render(string kubernetes, string[] options) => Helm.Template(kubernetes, ["--set", "crds.enabled=false", .. options]);

    private static void Compare(string name, string rendered)
    {
        var file = Path.Combine(Repository.Golden, name + ".yaml");
        if (Environment.GetEnvironmentVariable("AOEDE_UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, rendered);
        File.Exists(file).ShouldBeTrue($"{file} is missing: AOEDE_UPDATE_GOLDEN=1 writes it");

        var lines = rendered.Split('\n');
        var recorded = File.ReadAllLines(file);
        var first = Enumerable.Range(0, Math.Min(lines.Length, recorded.Length)).FirstOrDefault(i => lines[i] != recorded[i], -1);
        (first < 0).ShouldBeTrue(first < 0 ? "" : $"{name}.yaml:{first + 1} is\n{lines[first]}\nand was\n{recorded[first]}\nAOEDE_UPDATE_GOLDEN=1 takes the new one");
        rendered.ShouldBe(File.ReadAllText(file));
    }
}
