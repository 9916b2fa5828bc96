using AoEde.Testing.Host;
using AoEde.Testing.Initiators;
using AoEde.Testing.Networks;

namespace AoEde.ClusterTesting.Nodes;

/// <summary>
/// One machine of the cluster: a network namespace whose eth0 is on the segment, and folders that outlive what runs in it.
/// Removed with its server.
/// </summary>
public sealed class NodeNamespace
{
    internal NodeNamespace(string name, TestLink link, string folder)
    {
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
