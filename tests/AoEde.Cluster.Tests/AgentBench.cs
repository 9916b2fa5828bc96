using AoEde.ClusterTesting.Nodes;
using AoEde.Testing.Processes;

namespace AoEde.Cluster.Tests;

/// <summary>Agents of a test's nodes, which may export a thousand images of this machine's temporary folder; killed on dispose.</summary>
internal sealed class AgentBench(ApiServer server) : IDisposable
{
    private readonly List<AgentProcess> _agents = [];

    /// <summary>Everything that agents said, for messages of failures.</summary>
    public string Story => string.Join("\n\n", _agents.Select(agent => agent.Story));

    /// <summary>Starts the agent of a node, and returns when it serves what it knows.</summary>
    public async Task<AgentProcess> StartAsync(NodeNamespace node)
    {
        var policy = Path.Combine(node.Folder, "policy.yaml");
        await File.WriteAllTextAsync(policy, $"allowedFileDirectories: [{Path.GetTempPath().TrimEnd('/')}]\nmaxTargets: 1000\n");
        var agent = await node.StartAgentAsync("--policy", policy);
        lock (_agents)
            _agents.Add(agent);
        agent.AwaitReady();
        return agent;
    }

    /// <summary>Starts the agents of both nodes.</summary>
    public async Task<(AgentProcess N1, AgentProcess N2)> StartBothAsync() => (await StartAsync(server.N1), await StartAsync(server.N2));

    public void Dispose()
    {
        foreach (var agent in _agents)
            agent.Dispose();
    }
}
