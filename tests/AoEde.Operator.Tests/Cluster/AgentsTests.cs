using System.Globalization;
using AoEde.Api;
using AoEde.ClusterTesting;
using AoEde.Kube.Models;
using AoEde.Operator.Agents;

namespace AoEde.Operator.Tests.Cluster;

[Collection(OperatorCollection.Name)]
public sealed class AgentsTests(OperatorFixture cluster)
{
    private const string Own = ServiceAccount.InstallNamespace;

    [SkippableFact]
    public async Task Template_AsItChanges_IsFollowedByDaemonSetLabelsAndEvents()
    {
        _ = cluster.Server;
        await cluster.ApplyAsync("needs-agent", "w2");
        await ConfigureAsync("All", "agent:1");
        var agents = await DaemonSetAsync("agent:1");
        Text(agents, "template", "spec", "hostNetwork").ShouldBe("True");
        Text(agents, "updateStrategy", "rollingUpdate", "maxUnavailable").ShouldBe("1");
        Text(agents, "template", "spec", "nodeSelector").ShouldBeNull();

        await ConfigureAsync("OnDemand", "agent:2");
        agents = await DaemonSetAsync("agent:2");
        Text(agents, "template", "spec", "nodeSelector", AgentDaemonSet.NodeLabel).ShouldBe("true");
        var labelled = await LabelAsync("w2", true);
        Version(labelled!.Metadata).ShouldBeLessThan(Version(agents.Metadata), "labelled before the agents go by the label: all of them would end first");

        // Broken in three ways; the DaemonSet is left alone each time.
        await ConfigureTextAsync("OnDemand", "spec: [not, a, pod");
        await cluster.EventAsync(AgentDaemonSet.Name, EventReasons.AgentTemplateInvalid, Own);
        await ConfigureTextAsync("Sometimes", "spec: {}");
        await ConfigureTextAsync("All", "spec: {containers: [{name: agent, image: i, ports: none}]}");
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<V1DaemonSet>(AgentDaemonSet.Name, Own))!.Metadata.ResourceVersion.ShouldBe(agents.Metadata.ResourceVersion);

        // Somebody's change is undone, and so is a deletion.
        await ConfigureAsync("All", "agent:3");
        await DaemonSetAsync("agent:3");
        await LabelAsync("w2", false);
        await cluster.KubectlAsync("set", "image", "ds/aoede-agent", "-n", Own, "agent=somebody:else");
        await DaemonSetAsync("agent:3");
        await cluster.KubectlAsync("delete", "ds", "aoede-agent", "-n", Own);
        await DaemonSetAsync("agent:3");

        // The DaemonSet's controller reports, and people hear of it.
        await cluster.KubectlAsync(
            "patch", "ds", "aoede-agent", "-n", Own, "--subresource=status", "--type=merge", "-p",
            """{"status":{"desiredNumberScheduled":2,"currentNumberScheduled":2,"numberMisscheduled":0,"numberReady":1,"updatedNumberScheduled":1,"observedGeneration":1}}""");
        await OperatorFixture.UntilAsync(() => Task.FromResult((Operator.Telemetry.OperatorMetrics?)cluster.Operator.Service<Operator.Telemetry.OperatorMetrics>()), metrics => metrics!.Rollout.Ready == 1, _ => "1 is ready");
        await cluster.KubectlAsync(
            "patch", "ds", "aoede-agent", "-n", Own, "--subresource=status", "--type=merge", "-p", """{"status":{"numberReady":2,"updatedNumberScheduled":2}}""");
        await cluster.EventAsync(AgentDaemonSet.Name, EventReasons.AgentRolledOut, Own);
    }

    [SkippableFact]
    public async Task Template_AsItIsShippedAndThenWithoutItsProbes_IsTakenByTheServer()
    {
        _ = cluster.Server;
        var manifests = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "config", "manifests", "aoede.yaml"));
        var shipped = manifests.Split("\n---\n").Single(document => document.Contains("kind: ConfigMap\n", StringComparison.Ordinal) && document.Contains("\n  name: aoede-agent\n", StringComparison.Ordinal));

        await cluster.Server.ApplyAsync(shipped);

        await OperatorFixture.UntilAsync(
            () => cluster.Admin.GetAsync<V1DaemonSet>(AgentDaemonSet.Name, Own),
            agents => agents?.Spec?.GetRawText().Contains("system-node-critical", StringComparison.Ordinal) is true,
            agents => $"the shipped pods; they are {agents?.Spec}");

        await ConfigureAsync("All", "lean:1");
        (await DaemonSetAsync("lean:1")).Spec!.Value.GetRawText().ShouldNotContain("livenessProbe");
        await ConfigureTextAsync("All", "spec: {containers: [{name: agent, image: 'lean:1', ports: none}]}");
        await ProblemAsync("expected list");
        await ConfigureAsync("All", "lean:2");
        (await DaemonSetAsync("lean:2")).Spec!.Value.GetRawText().ShouldNotContain("lean:1");
    }

    [SkippableFact]
    public async Task Agent_ThatIsToEnd_LeavesTheDaemonSetSoThatTheNextOneMayStart()
    {
        _ = cluster.Server;
        await ConfigureAsync("All", "succession:1");
        var agents = await DaemonSetAsync("succession:1");
        await cluster.Server.ApplyAsync(AgentPod("of-the-set", agents.Metadata.Uid!) + "---\n" + AgentPod("of-another", Guid.NewGuid().ToString()));

        // Grace is left to them, as to any pod that a kubelet has to stop.
        await cluster.KubectlAsync("delete", "pod", "of-another", "of-the-set", "-n", Own, "--wait=false", "--grace-period=60");

        var leaving = await OperatorFixture.UntilAsync(
            () => cluster.Admin.GetAsync<V1Pod>("of-the-set", Own),
            pod => pod!.Metadata.Labels![AgentDaemonSet.Selector] == Feeds.SuccessionFeed.LeavingName,
            pod => $"out of the DaemonSet; its labels are {string.Join(", ", pod!.Metadata.Labels!)}");
        leaving!.Metadata.DeletionTimestamp.ShouldNotBeNull();
        await TestOperator.SettledAsync();
        (await cluster.Admin.GetAsync<V1Pod>("of-another", Own))!.Metadata.Labels![AgentDaemonSet.Selector].ShouldBe(AgentDaemonSet.Name);
        await cluster.KubectlAsync("delete", "pod", "of-another", "of-the-set", "-n", Own, "--grace-period=0", "--force");
    }

    private static string AgentPod(string name, string owner) => $$"""
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{name}}
          namespace: {{Own}}
          labels: {app.kubernetes.io/name: aoede-agent}
          ownerReferences: [{apiVersion: apps/v1, kind: DaemonSet, name: aoede-agent, uid: {{owner}}, controller: true}]
        spec:
          nodeName: w1
          serviceAccountName: aoede-agent
          automountServiceAccountToken: false
          containers: [{name: agent, image: 'agent:1'}]

        """;

    [SkippableFact]
    public async Task Template_OfANewInstallation_ReplacesTheAgentsOfTheLastOne()
    {
        _ = cluster.Server;
        await ConfigureAsync("All", "same:1");
        var last = Text(await DaemonSetAsync("same:1"), "template", "metadata", "annotations", AgentDaemonSet.InstallationAnnotation).ShouldNotBeNull();
        await cluster.KubectlAsync("delete", "configmap", "aoede-agent", "-n", Own);
        await ConfigureAsync("All", "same:1");

        var uid = (await cluster.Admin.GetAsync<V1ConfigMap>("aoede-agent", Own))!.Metadata.Uid!;
        uid.ShouldNotBe(last);
        await DaemonSetAsync(uid);
    }

    private Task ConfigureAsync(string placement, string image) =>
        ConfigureTextAsync(placement, $"spec: {{hostNetwork: true, containers: [{{name: agent, image: '{image}', args: [node]}}]}}");

    private Task ConfigureTextAsync(string placement, string template) => cluster.Server.ApplyAsync($$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: aoede-agent, namespace: {{Own}}}
        data:
          placement: {{placement}}
          template: |
            {{template}}
        """);

    private Task<V1DaemonSet> DaemonSetAsync(string image) => OperatorFixture.UntilAsync(
        () => cluster.Admin.GetAsync<V1DaemonSet>(AgentDaemonSet.Name, Own),
        agents => agents?.Spec?.GetRawText().Contains($"\"{image}\"", StringComparison.Ordinal) is true,
        agents => $"image {image}; it is {agents?.Spec}")!;

    private async Task ProblemAsync(string problem) => await OperatorFixture.UntilAsync(
        async () => (IList<Corev1Event>?)await cluster.Admin.ListAsync<Corev1Event>(Own, fieldSelector: $"reason={EventReasons.AgentTemplateInvalid}"),
        events => events!.Any(happened => happened.Message?.Contains(problem, StringComparison.Ordinal) is true),
        events => $"{problem}; it is {string.Join(' ', events!.Select(happened => happened.Message))}");

    private Task<V1Node?> LabelAsync(string node, bool label) => OperatorFixture.UntilAsync(
        () => cluster.Admin.GetAsync<V1Node>(node),
        found => found!.Metadata.Labels?.ContainsKey(AgentDaemonSet.NodeLabel) is true == label,
        _ => $"label of {node}: {label}");

    private static long Version(V1ObjectMeta metadata) => long.Parse(metadata.ResourceVersion!, CultureInfo.InvariantCulture);

    private static string? Text(V1DaemonSet agents, params string[] path)
    {
        var element = agents.Spec!.Value;
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.ToString();
    }
}
