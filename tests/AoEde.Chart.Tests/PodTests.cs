using System.Text.Json.Nodes;

namespace AoEde.Chart.Tests;

/// <summary>Every container, with every setup: pinned, bounded, and no more rights than it needs.</summary>
public sealed class PodTests
{
    private static readonly Lazy<Manifest> s_manifest = new(() => Helm.Template());

    [SkippableFact]
    public void Containers_AllOfThem_HaveAPinnedImageResourcesAndAReadOnlyRoot()
    {
        var containers = s_manifest.Value.Pods.SelectMany(pod => pod.Spec["containers"]!.AsArray().Select(container => (pod.Owner, container!))).ToList();

        containers.Select(pair => pair.Owner).ShouldBe(["aoede-operator", "aoede-test", "aoede-agent"], ignoreOrder: true);
        foreach (var (owner, container) in containers)
        {
            var image = container["image"]!.GetValue<string>();
            image.ShouldMatch("^localhost/aoede-(operator|agent):[0-9]+\\.[0-9]+\\.[0-9]+$", owner);
            container["resources"]!["requests"]!["memory"].ShouldNotBeNull(owner);
            container["resources"]!["requests"]!["cpu"].ShouldNotBeNull(owner);
            container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>().ShouldBeTrue(owner);
        }
    }

    [SkippableTheory, InlineData("aoede-operator"), InlineData("aoede-test")]
    public void Pod_ThatTouchesNoDisk_HasNoRights(string name)
    {
        var spec = Spec(name);
        var container = spec["containers"]![0]!;

        spec["securityContext"]!["runAsNonRoot"]!.GetValue<bool>().ShouldBeTrue();
        spec["securityContext"]!["seccompProfile"]!["type"]!.GetValue<string>().ShouldBe("RuntimeDefault");
        container["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>().ShouldBeFalse();
        container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Select(node => node!.GetValue<string>()).ShouldBe(["ALL"]);
        spec.ContainsKey("hostNetwork").ShouldBeFalse();
        Volumes(spec).ShouldAllBe(volume => volume.ContainsKey("emptyDir"));
    }

    [SkippableFact]
    public void Agent_OfItsNode_SeesWhatItNeedsAndNoMore()
    {
        var spec = Spec("aoede-agent");
        var mounts = spec["containers"]![0]!["volumeMounts"]!.AsArray()
            .ToDictionary(mount => mount!["mountPath"]!.GetValue<string>(), mount => mount!["readOnly"]?.GetValue<bool>() == true, StringComparer.Ordinal);

        mounts.ShouldBe(new Dictionary<string, bool>(StringComparer.Ordinal)
        {
            ["/dev"] = false,
            ["/host/proc"] = true,
            ["/sys"] = true,
            ["/run/udev"] = true,
            ["/etc/aoede"] = true,
            ["/tmp"] = false,
            ["/var/lib/aoede"] = false,
            ["/run/aoede"] = false,
        }, ignoreOrder: true);
        spec["hostNetwork"]!.GetValue<bool>().ShouldBeTrue();
        spec["dnsPolicy"]!.GetValue<string>().ShouldBe("ClusterFirstWithHostNet");
        spec["containers"]![0]!["securityContext"]!["privileged"]!.GetValue<bool>().ShouldBeTrue();
        spec.ContainsKey("hostPID").ShouldBeFalse();
        spec.ContainsKey("hostIPC").ShouldBeFalse();
        Volumes(spec).ShouldNotContain(volume => volume.ContainsKey("secret"));
    }

    [SkippableTheory, InlineData("127.0.0.1", "127.0.0.1"), InlineData("$(POD_IP)", null), InlineData("0.0.0.0", null)]
    public void Probes_OfTheAgent_AskWhereItListens(string address, string? host)
    {
        var pod = Helm.Template(Helm.Newest, "--set", $"agent.listenAddress={address},agent.port=9000").AgentPod["spec"]!["containers"]![0]!;

        string.Join(' ', Words(pod["args"]!)).ShouldContain($"--listen {address}:9000");
        foreach (var (probe, path) in new[] { ("startupProbe", "/livez"), ("livenessProbe", "/livez"), ("readinessProbe", "/readyz") })
        {
            var asked = pod[probe]!["httpGet"]!;
            asked["path"]!.GetValue<string>().ShouldBe(path);
            asked["port"]!.GetValue<long>().ShouldBe(9000);
            asked["host"]?.GetValue<string>().ShouldBe(host);
        }
    }

    [SkippableTheory, InlineData(1, false), InlineData(4, true)]
    public void Pumps_OfTheAgent_AreSaidWhenThereAreSeveral(int pumps, bool said)
    {
        var pod = Helm.Template(Helm.Newest, "--set", $"agent.pumps={pumps}").AgentPod["spec"]!["containers"]![0]!;

        string.Join(' ', Words(pod["args"]!)).Contains($"--pumps {pumps}", StringComparison.Ordinal).ShouldBe(said);
    }

    [SkippableFact]
    public void Agent_WhenOnlyTheChartsVersionChanges_IsNotRestarted() =>
        s_manifest.Value.AgentPod["metadata"]!.ToJsonString().ShouldNotContain("0.1.0");

    [SkippableFact]
    public void Agent_WhenThePolicyChanges_IsRestarted()
    {
        var changed = Helm.Template(Helm.Newest, "--set", "agent.policy.maxTargets=3");

        changed.AgentPod["metadata"]!["annotations"]!.ToJsonString().ShouldNotBe(s_manifest.Value.AgentPod["metadata"]!["annotations"]!.ToJsonString());
    }

    private static JsonObject Spec(string name) => s_manifest.Value.Pods.Single(pod => pod.Owner == name).Spec;

    private static IEnumerable<JsonObject> Volumes(JsonObject spec) => spec["volumes"]?.AsArray().Select(volume => volume!.AsObject()) ?? [];

    private static string[] Words(JsonNode list) => [.. list.AsArray().Select(node => node!.GetValue<string>())];
}
