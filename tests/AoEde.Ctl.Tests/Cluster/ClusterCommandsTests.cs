using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Ctl.Commands;

namespace AoEde.Ctl.Tests.Cluster;

/// <summary>The same verbs against a real API server; statuses are written as operator and agent write them.</summary>
public sealed class ClusterCommandsTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [SkippableFact]
    public async Task Targets_OfACluster_AreListedAndShown()
    {
        await TargetAsync("ctl-disk");

        (await RunAsync("targets")).ShouldBe(ExitCodes.Done, _error.ToString());
        (await RunAsync("status", "ctl-disk")).ShouldBe(ExitCodes.Done, _error.ToString());

        var said = _output.ToString();
        said.ShouldMatch(@"ctl-disk +e9\.7 +n1 +4 GiB +True +Serving +False +\d+s");
        said.ShouldContain("Device:        /dev/dm-3 (253:3)");
    }

    [SkippableFact]
    public async Task Devices_OfANode_ShowTheNodeAndTheStablePath()
    {
        await CreateAsync("{ apiVersion: aoede.io/v1alpha1, kind: AoENode, metadata: { name: ctl-node } }");
        await StatusAsync(
            "aoenode/ctl-node",
            """{"status":{"devices":[{"name":"/dev/sdb","byId":["/dev/disk/by-id/ata-X"],"sizeBytes":4294967296,"eligible":true},{"name":"/dev/sda","eligible":false,"reason":"SystemDisk"}]}}""");

        (await RunAsync("devices", "ctl-node")).ShouldBe(ExitCodes.Done, _error.ToString());

        _output.ToString().ShouldMatch(@"NODE +NAME +SIZE.*\n" + @"ctl-node +/dev/sdb +4.*yes +- +/dev/disk/by-id/ata-X.*\n" + "ctl-node +/dev/sda .*no +SystemDisk");
    }

    [SkippableFact]
    public async Task Freeze_ThenThaw_LeavesARecordThatIsValid()
    {
        await TargetAsync("ctl-frozen");
        await using var agent = Agent("ctl-freeze");

        (await RunAsync("freeze", "ctl-frozen", "--ttl", "5m", "--holder", "me", "-n", await NamespaceAsync("ctl-freeze"))).ShouldBe(ExitCodes.Done, _error.ToString());
        (await RunAsync("freezes", "-n", "ctl-freeze")).ShouldBe(ExitCodes.Done);
        (await RunAsync("thaw", "ctl-frozen", "-n", "ctl-freeze")).ShouldBe(ExitCodes.Done, _error.ToString());

        _output.ToString().ShouldContain("ctl-frozen: frozen at 2026-11-21T08:55:00Z for me");
        _output.ToString().ShouldContain("the frozen content can be read at e9.201");
        _output.ToString().ShouldMatch("ctl-frozen-[0-9a-f]{8} +ctl-frozen +Frozen +True");
        var kept = (await fixture.Server.KubectlAsync("get", "aoefz", "-n", "ctl-freeze", "-o", "jsonpath={.items[*].spec.holder} {.items[*].status.phase}")).Expect();
        kept.ShouldBe("me Released");
    }

    [SkippableFact]
    public async Task Freezes_OfAllNamespaces_AreListedWithTheirNamespaces()
    {
        foreach (var place in new[] { "ctl-all-a", "ctl-all-b" })
        {
            await CreateAsync($"{{ apiVersion: aoede.io/v1alpha1, kind: AoEFreeze, metadata: {{ name: f, namespace: {await NamespaceAsync(place)} }}, spec: {{ targets: [ctl-all] }} }}");
        }

        (await RunAsync("freezes", "-n", "ctl-all-a")).ShouldBe(ExitCodes.Done, _error.ToString());
        _output.ToString().ShouldMatch(@"^NAME +TARGETS.*\nf +ctl-all +-.*\n$");
        _output.GetStringBuilder().Clear();
        (await RunAsync("freezes", "-A")).ShouldBe(ExitCodes.Done, _error.ToString());

        _output.ToString().ShouldMatch(@"^NAMESPACE +NAME +TARGETS");
        _output.ToString().ShouldMatch(@"\nctl-all-a +f +ctl-all +-");
        _output.ToString().ShouldMatch(@"\nctl-all-b +f +ctl-all +-");
    }

    [SkippableFact]
    public async Task Freeze_Refused_SaysWhyAndLeavesNothing()
    {
        await using var agent = Agent("ctl-refused", _ => FreezeReasons.NamespaceDenied);

        (await RunAsync("freeze", "ctl-x", "-n", await NamespaceAsync("ctl-refused"))).ShouldBe(ExitCodes.Failed);

        _error.ToString().ShouldBe("aoectl: ctl-x: it is refused: NamespaceDenied\n");
        (await fixture.Server.KubectlAsync("get", "aoefz", "-n", "ctl-refused", "-o", "name")).Expect().ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Freeze_WithWait_AsksAgainWhenWhatIsInTheWayPasses()
    {
        var asked = 0;
        await using var agent = Agent("ctl-wait", _ => Interlocked.Increment(ref asked) == 1 ? FreezeReasons.AlreadyFrozen : null);

        (await RunAsync("freeze", "ctl-x", "--wait", "30s", "-n", await NamespaceAsync("ctl-wait"))).ShouldBe(ExitCodes.Done, _error.ToString());

        asked.ShouldBe(2);
    }

    [SkippableFact]
    public async Task Run_InACluster_RenewsWhileTheCommandReadsAndThawsAfter()
    {
        await using var agent = Agent("ctl-run");

        var exit = await RunAsync("run", "--freeze", "ctl-x", "--ttl", "1s", "-n", await NamespaceAsync("ctl-run"), "--", "sh", "-c", "sleep 2; test $AOEDE_VIEW = e9.201");

        exit.ShouldBe(ExitCodes.Done, _error.ToString());
        agent.Heartbeats.Count.ShouldBeGreaterThan(0);
        (await fixture.Server.KubectlAsync("get", "aoefz", "-n", "ctl-run", "-o", "jsonpath={.items[*].status.phase}")).Expect().ShouldBe("Released");
    }

    [SkippableTheory]
    [InlineData("There is no target ctl-none", "status", "ctl-none")]
    [InlineData("No agent has reported from a node ctl-none", "devices", "ctl-none")]
    [InlineData("There is no target ctl-none", "thaw", "ctl-none")]
    public async Task Name_ThatTheClusterDoesNotKnow_IsToldWithARemedy(string words, params string[] line)
    {
        (await RunAsync(line)).ShouldBe(ExitCodes.Failed);

        _error.ToString().ShouldStartWith($"aoectl: {words}; ");
    }

    [SkippableFact]
    public async Task Plugin_WithItsOwnName_AsksTheClusterOfTheEnvironment()
    {
        await TargetAsync("ctl-plugin");
        var console = Console() with { IsKubectlPlugin = true, Environment = [$"KUBECONFIG={fixture.Server.AdminKubeconfig}"] };

        (await CtlCommandLine.RunAsync(["targets", "-o", "json"], console)).ShouldBe(ExitCodes.Done, _error.ToString());

        JsonNode.Parse(_output.ToString())!.AsArray().Select(target => target!["metadata"]!["name"]!.GetValue<string>()).ShouldContain("ctl-plugin");
    }

    [Fact]
    public async Task Plugin_WithoutAKubeconfig_SaysWhatIsMissing()
    {
        (await CtlCommandLine.RunAsync(["targets"], Console() with { IsKubectlPlugin = true })).ShouldBe(ExitCodes.Failed);

        _error.ToString().ShouldStartWith("kubectl aoede: no cluster is configured");
    }

    [Fact]
    public async Task Options_OfAgentAndCluster_AreNotMixed()
    {
        (await CtlCommandLine.RunAsync(["targets", "--run-dir", "/run/x", "--context", "c"], Console())).ShouldBe(ExitCodes.Failed);

        _error.ToString().ShouldStartWith("aoectl: --run-dir is for an agent of this host");
    }

    private Task<int> RunAsync(params string[] words)
    {
        var dashes = Array.IndexOf(words, "--");
        string[] cluster = ["--kubeconfig", fixture.Server.AdminKubeconfig];
        return CtlCommandLine.RunAsync(dashes < 0 ? [.. words, .. cluster] : [.. words[..dashes], .. cluster, .. words[dashes..]], Console());
    }

    private CtlConsole Console() => new(_output, _error, TimeProvider.System) { User = "user@host", Environment = ["PATH=/usr/bin:/bin"] };

    private StandInAgent Agent(string @namespace, Func<AoEFreeze, string?>? refusal = null) => new(fixture.Server.AdminKubeconfig, @namespace, refusal);

    private async Task<string> NamespaceAsync(string name)
    {
        await CreateAsync($"{{ apiVersion: v1, kind: Namespace, metadata: {{ name: {name} }} }}");
        return name;
    }

    private async Task TargetAsync(string name)
    {
        await CreateAsync($"{{ apiVersion: aoede.io/v1alpha1, kind: AoETarget, metadata: {{ name: {name} }}, spec: {{ nodeName: n1, shelf: 9, slot: 7, interfaces: [eth1], backing: {{ device: {{ path: /dev/mapper/x }} }} }} }}");
        await StatusAsync(
            $"aoetarget/{name}",
            """
            {"status":{"address":"e9.7","export":{"nodeName":"n1","epoch":1,"state":"Exported","since":"2026-11-21T08:55:00Z"},"freeze":{"state":"Thawed"},
             "device":{"resolved":"/dev/dm-3","majorMinor":"253:3","sizeBytes":4294967296,"size":"4Gi"},
             "conditions":[{"type":"Ready","status":"True","reason":"Serving"},{"type":"Frozen","status":"False","reason":"Thawed"}]}}
            """);
    }

    private async Task CreateAsync(string yaml) => (await fixture.Server.KubectlAsync(["apply", "-f", "-"], yaml)).Expect();

    private async Task StatusAsync(string name, string status) =>
        (await fixture.Server.KubectlAsync("patch", name, "--subresource=status", "--type=merge", "-p", status)).Expect();
}
