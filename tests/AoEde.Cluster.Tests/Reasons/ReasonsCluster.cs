using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Host;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.Cluster.Tests.Reasons;

/// <summary>
/// One cluster for all reasons: the operator, and an agent on each of two nodes. n1 has, beside eth0, a cable eth1 to the peer,
/// an interface eth2 without a link, and a file system that a test can fill.
/// </summary>
public sealed class ReasonsCluster : ApiServerFixture
{
    private readonly List<HostedProcess> _programs = [];

    /// <summary>The agents, by node.</summary>
    internal AgentProcess Agent1 { get; private set; } = null!;

    /// <inheritdoc cref="Agent1"/>
    internal AgentProcess Agent2 { get; private set; } = null!;

    /// <summary>A folder on a file system of its own, 8 MiB.</summary>
    public string SmallFolder => Path.Combine(Server.N1.Folder, "small");

    /// <summary>The peer's end of n1's eth1.</summary>
    public TestLink PeerEth1 => new(Server.Peer.Host, "eth1");

    /// <summary>What all programs said, for messages of failures.</summary>
    public string Story => string.Join("\n\n", _programs.Select(program => program.Story));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (!ClusterTools.ApiServer.IsMet)
            return;
        var (n1, peer) = (Server.N1.Host, Server.Peer.Host);
        n1.Ip("link", "add", "eth1", "type", "veth", "peer", "name", "eth1", "netns", peer.Name);
        n1.Ip("link", "set", "dev", "eth1", "up");
        peer.Ip("link", "set", "dev", "eth1", "up");
        n1.Ip("link", "add", "eth2", "type", "veth", "peer", "name", "eth2", "netns", peer.Name);
        Directory.CreateDirectory(SmallFolder);
        // Before the agents start: each has the mounts of its beginning. The server's janitor takes it down.
        Tool.Run("mount", "-t", "tmpfs", "-o", "size=8m", "aoede-small", SmallFolder);
        await Server.ApplyAsync("{apiVersion: v1, kind: Node, metadata: {name: bare} }");

        var kubeconfig = await Server.KubeconfigAsync(ServiceAccount.Operator, Server.InsideUrl);
        _programs.Add(OperatorProcess.Start(Server, "reasons", kubeconfig, 8081));
        Agent1 = await StartAgentAsync(Server.N1);
        Agent2 = await StartAgentAsync(Server.N2);
        Agent1.AwaitReady();
        Agent2.AwaitReady();
    }

    public override async Task DisposeAsync()
    {
        foreach (var program in _programs)
            program.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Starts the agent of a node anew, after it was ended.</summary>
    internal async Task RestartAgent2Async()
    {
        Agent2 = await StartAgentAsync(Server.N2);
        Agent2.AwaitReady();
    }

    private async Task<AgentProcess> StartAgentAsync(ClusterTesting.Nodes.NodeNamespace node)
    {
        var policy = Path.Combine(node.Folder, "policy.yaml");
        await File.WriteAllTextAsync(
            policy,
            $"""
            allowedDevices: ["/dev/disk/by-id/*", "/dev/loop*"]
            allowedFileDirectories: [{Path.GetTempPath().TrimEnd('/')}]
            """);
        var agent = await node.StartAgentAsync("--policy", policy);
        _programs.Add(agent);
        return agent;
    }
}

/// <summary>Its tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ReasonsDefinition : ICollectionFixture<ReasonsCluster>
{
    public const string Name = "reasons";
}
