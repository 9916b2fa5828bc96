using System.Globalization;
using AoEde.ClusterTesting.Nodes;
using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Processes;

namespace AoEde.Cluster.Tests.Scenes;

/// <summary>
/// A whole cluster: an API server, two operators of which one leads, and the agents of n1 and n2, with the shipped accounts and roles and the
/// times they ship with. What a scene kills it starts again.
/// </summary>
public class SceneFixture : ApiServerFixture
{
    private readonly Dictionary<string, OperatorProcess> _operators = new(StringComparer.Ordinal);
    private AgentBench? _bench;

    /// <summary>The names of the operators.</summary>
    public static IReadOnlyList<string> Operators { get; } = ["op-1", "op-2"];

    /// <summary>The agent of n1 that runs now.</summary>
    public AgentProcess Agent1 { get; private set; } = null!;

    /// <summary>The agent of n2 that runs now.</summary>
    public AgentProcess Agent2 { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!ClusterTools.ApiServer.IsMet)
            return;
        await Server.ApplyAsync("{apiVersion: v1, kind: Namespace, metadata: {name: backup}}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: tenant}}");
        _bench = new AgentBench(Server);
        await StartMissingOperatorsAsync();
        (Agent1, Agent2) = await _bench.StartBothAsync();
    }

    public override async Task DisposeAsync()
    {
        _bench?.Dispose();
        foreach (var one in _operators.Values)
            one.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>An operator.</summary>
    public OperatorProcess Operator(string name) => _operators[name];

    /// <summary>Starts what does not run, as a kubelet does; says how many that were.</summary>
    public async Task<int> StartMissingOperatorsAsync()
    {
        var started = 0;
        foreach (var name in Operators.Where(name => !_operators.TryGetValue(name, out var known) || !known.IsRunning))
        {
            var kubeconfig = await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl);
            _operators[name] = OperatorProcess.Start(Server, name, kubeconfig, 8081 + int.Parse(name[3..], CultureInfo.InvariantCulture));
            started++;
        }

        return started;
    }

    /// <summary>The operator that leads now; waits until there is one.</summary>
    public async Task<string> LeaderAsync(string? other = null)
    {
        var lease = await Server.AwaitAsync(
            $"/apis/coordination.k8s.io/v1/namespaces/{ServiceAccount.InstallNamespace}/leases/aoede-operator-leader",
            entity => Operators.Any(name => name != other && Holder(entity).StartsWith(name, StringComparison.Ordinal)),
            "an operator leads",
            Story);
        return Operators.First(name => Holder(lease).StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>Starts the agent of a node, which may have run before.</summary>
    public async Task<AgentProcess> StartAgentAsync(NodeNamespace node)
    {
        var agent = await _bench!.StartAsync(node);
        if (node.Name == "n1")
            Agent1 = agent;
        else if (node.Name == "n2")
            Agent2 = agent;
        return agent;
    }

    /// <summary>What everybody said, for the message of a failure.</summary>
    public string Story() => string.Join("\n\n", _operators.Values.Select(one => one.Story)) + "\n\n" + _bench?.Story;

    private static string Holder(System.Text.Json.Nodes.JsonObject lease) => lease["spec"]?["holderIdentity"]?.ToString() ?? "";
}

[CollectionDefinition(Name)]
public sealed class SceneCollection : ICollectionFixture<SceneFixture>
{
    public const string Name = "scenes";
}
