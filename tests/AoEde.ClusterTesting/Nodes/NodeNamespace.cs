using AoEde.ClusterTesting.Processes;
using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;
using AoEde.Testing.Processes;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>
/// One machine of the cluster: a network namespace whose eth0 is on the segment, and folders that outlive what runs in it.
/// Removed with its server.
/// </summary>
public sealed class NodeNamespace
{
    private readonly ApiServer _server;
    private string? _agentKubeconfig;

    internal NodeNamespace(ApiServer server, string name, TestLink link, string folder)
    {
        _server = server;
        Name = name;
        Link = link;
        Folder = folder;
        Directory.CreateDirectory(StateDirectory);
        Directory.CreateDirectory(RunDirectory);
    }

    /// <summary>The name of its Node object, where it has one.</summary>
    public string Name { get; }

    /// <summary>Its network namespace: agents and initiators are started in it.</summary>
    public TestHost Host => Link.Host;

    /// <summary>Its eth0.</summary>
    public TestLink Link { get; }

    /// <summary>What an agent keeps across restarts.</summary>
    public string StateDirectory => Path.Combine(Folder, "state");

    /// <summary>What an agent keeps while it runs: its control socket and statuses.</summary>
    public string RunDirectory => Path.Combine(Folder, "run");

    /// <summary>Room for anything else of this machine, such as images.</summary>
    public string Folder { get; }

    /// <summary>An initiator on its eth0.</summary>
    public Initiator OpenInitiator() => Initiator.Open(Link);

    /// <summary>
    /// Starts the built aoede-agent as this node's, with a token of the shipped account, and returns at once. Projects whose
    /// tests use it reference AoEde.NodeAgent.
    /// </summary>
    /// <param name="arguments">More arguments.</param>
    public async Task<AgentProcess> StartAgentAsync(params string[] arguments)
    {
        _agentKubeconfig ??= await _server.KubeconfigAsync(ServiceAccount.Agent, _server.InsideUrl);
        return StartAgent(_agentKubeconfig, arguments);
    }

    /// <summary>Like <see cref="StartAgentAsync"/>, with a kubeconfig of choice, such as one of a proxy inside.</summary>
    public AgentProcess StartAgent(string kubeconfig, params string[] arguments) =>
        AgentProcess.Start(
            Host,
            [
                "node", "--node-name", Name, "--state-dir", StateDirectory, "--run-dir", RunDirectory, "--kubeconfig", kubeconfig,
                "--namespace", ServiceAccount.InstallNamespace, "--listen", "127.0.0.1:8080", .. arguments,
            ]);

    /// <summary>Speaks HTTP with what listens in here, such as the agent at 127.0.0.1:8080.</summary>
    public HttpClient OpenHttp() => NamespaceHttp.In(Host);

    /// <summary>Pulls the cable, or puts it back: neither the API server nor the other machines are reached without.</summary>
    public void SetConnected(bool isConnected)
    {
        if (isConnected)
            Link.SetUp();
        else
            Link.SetDown();
    }

    /// <summary>Power loss: every process in it is killed at once, and the cable goes dead. The folders stay.</summary>
    public void Kill()
    {
        Link.SetDown();
        foreach (var process in Tool.Run("ip", "netns", "pids", Host.Name).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Tool.Succeeds("kill", "-KILL", process);
    }

    /// <summary>Power is back: the cable works; programs have to be started again.</summary>
    public void Restart() => Link.SetUp();
}
