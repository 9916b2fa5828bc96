using AoEde.Testing.Networks;

namespace AoEde.Installation.Tests.Documents;

/// <summary>The network that the pages tell their readers to have: a switch with eth1 of each node and of one more machine on it.</summary>
internal sealed class StorageNetwork : IDisposable
{
    private readonly TestNetwork _network = new();
    private readonly TestHost _switch;

    public StorageNetwork(NodeCluster cluster)
    {
        _switch = _network.AddHost();
        _switch.Ip("link", "add", "br0", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
        _switch.Ip("link", "set", "dev", "br0", "up");
        Connect(cluster.N1.Network, "port1");
        Connect(cluster.N2.Network, "port2");
        Initiator = Connect(cluster.Peer.Host, "port3");
    }

    /// <summary>eth1 of the machine that is no node.</summary>
    public TestLink Initiator { get; }

    public void Dispose() => _network.Dispose();

    private TestLink Connect(TestHost host, string port)
    {
        var (link, at) = _network.Connect(host, "eth1", _switch, port, mtu: 1500);
        _switch.Ip("link", "set", "dev", at.Name, "master", "br0");
        return link;
    }
}
