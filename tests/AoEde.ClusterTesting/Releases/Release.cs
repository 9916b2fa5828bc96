using AoEde.ClusterTesting.Nodes;

namespace AoEde.ClusterTesting.Releases;

/// <summary>AoEde as a user installs it: the chart, by the real helm.</summary>
public static class Release
{
    /// <summary>The release's name.</summary>
    public const string Name = "aoede";

    /// <summary>Its namespace.</summary>
    public const string Namespace = ServiceAccount.InstallNamespace;

    /// <summary>The folder of the nodes whose files targets may use; see <see cref="WorkerNode.Srv"/>.</summary>
    public const string FileDirectory = "/srv/aoe";

    /// <summary>Installs it and waits until it works: operators and agents are ready, and each node has told what it has.</summary>
    /// <param name="cluster">Where to; the images are there.</param>
    /// <param name="options">More options of `helm install`.</param>
    public static async Task InstallAsync(NodeCluster cluster, params string[] options)
    {
        await HelmAsync(cluster, ["install", "--create-namespace", .. options]);
        await AwaitAsync(cluster);
    }

    /// <summary>Upgrades it to the same chart with other options, none of which are kept from before.</summary>
    public static Task UpgradeAsync(NodeCluster cluster, params string[] options) => HelmAsync(cluster, ["upgrade", .. options]);

    /// <summary>Removes it. What it made stays: targets and their kinds, and the agents' DaemonSet.</summary>
    public static async Task UninstallAsync(NodeCluster cluster) =>
        (await cluster.HelmAsync("uninstall", Name, "--namespace", Namespace, "--wait", "--timeout=120s")).Expect();

    /// <summary>Waits until it works: operators and agents are ready, and each node has told what it has.</summary>
    public static async Task AwaitAsync(NodeCluster cluster)
    {
        try
        {
            (await cluster.Server.KubectlAsync("--namespace", Namespace, "rollout", "status", "deployment/aoede-operator", "--timeout=120s")).Expect();
            await AwaitAgentsAsync(cluster);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{e.Message}\n{await StoryAsync(cluster)}", e);
        }
    }

    /// <summary>Waits until the agents of both nodes are ready and known.</summary>
    public static async Task AwaitAgentsAsync(NodeCluster cluster)
    {
        foreach (var node in new[] { cluster.N1, cluster.N2 })
            await cluster.Server.AwaitAsync(Objects.Node(node.Name), entity => entity.Condition("Ready").StartsWith("True", StringComparison.Ordinal), $"the agent of {node.Name} is known");
        (await cluster.Server.KubectlAsync("--namespace", Namespace, "rollout", "status", "daemonset/aoede-agent", "--timeout=120s")).Expect();
    }

    /// <summary>What the cluster and the programs say, for messages of failures.</summary>
    public static async Task<string> StoryAsync(NodeCluster cluster)
    {
        var story = new List<string>();
        foreach (var question in new[]
        {
            "get nodes,pods,deployments,daemonsets -A -o wide", "get aoetargets,aoenodes,aoefreezes -A -o wide", "get events -A --sort-by=.lastTimestamp",
            $"-n {Namespace} logs --tail=60 --prefix --all-containers --selector=app.kubernetes.io/name=aoede-operator",
            $"-n {Namespace} logs --tail=60 --prefix --all-containers --selector=app.kubernetes.io/name=aoede-agent",
        })
        {
            var answer = await cluster.Server.KubectlAsync(question.Split(' '));
            story.Add($"$ kubectl {question}\n{answer.Output}{answer.Errors}");
        }

        return string.Join('\n', story);
    }

    private static async Task HelmAsync(NodeCluster cluster, string[] command) =>
        (await cluster.HelmAsync(
            [command[0], Name, Repository.Chart, "--namespace", Namespace, "--set", $"agent.policy.allowedFileDirectories={{{FileDirectory}}}", .. command[1..]])).Expect();
}
