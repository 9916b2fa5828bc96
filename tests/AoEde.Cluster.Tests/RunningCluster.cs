using AoEde.ClusterTesting.Processes;

namespace AoEde.Cluster.Tests;

/// <summary>An API server, the real operator, and an agent on each of two nodes.</summary>
public sealed class RunningCluster : ApiServerFixture
{
    private AgentBench? _agents;
    private OperatorProcess? _operator;

    /// <summary>What every program said, for messages of failures.</summary>
    public string Story => $"{_operator?.Story}\n\n{_agents?.Story}";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!ClusterTools.ApiServer.IsMet)
            return;
        _operator = OperatorProcess.Start(Server, "op-1", await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl), 8081);
        _agents = new AgentBench(Server);
        await _agents.StartBothAsync();

        // A target is accepted once its node's agent was ever heard.
        foreach (var node in new[] { "n1", "n2" })
            await Server.AwaitAsync(Objects.Node(node), _ => true, $"{node} known", () => Story);
    }

    public override async Task DisposeAsync()
    {
        _agents?.Dispose();
        _operator?.Dispose();
        await base.DisposeAsync();
    }
}
