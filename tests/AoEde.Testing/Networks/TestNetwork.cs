namespace AoEde.Testing.Networks;

/// <summary>Hosts in network namespaces of their own and the cables between them; all removed on dispose.</summary>
public sealed class TestNetwork : IDisposable
{
    private readonly List<TestHost> _hosts = [];

    /// <summary>A machine that exports and one that initiates, with one cable between them.</summary>
    public static (TestNetwork Network, TestLink Target, TestLink Initiator) Pair(int mtu)
    {
        var network = new TestNetwork();
        try
        {
            var (target, initiator) = network.Connect(network.AddHost(), "aoe0", network.AddHost(), "aoe0", mtu);
            return (network, target, initiator);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>A switch with so many machines on it, each with an interface `aoe0`.</summary>
    public static (TestNetwork Network, TestLink[] Machines) Switched(int mtu, int machines)
    {
        var network = new TestNetwork();
        try
        {
            var ports = network.AddHost();
            // Without spanning tree and its forward delay frames pass at once.
            ports.Ip("link", "add", "br0", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
            ports.Ip("link", "set", "dev", "br0", "mtu", $"{mtu}", "up");
            var links = new TestLink[machines];
            for (var i = 0; i < machines; i++)
            {
                (links[i], var port) = network.Connect(network.AddHost(), "aoe0", ports, $"port{i}", mtu);
                ports.Ip("link", "set", "dev", port.Name, "master", "br0");
            }

            return (network, links);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public TestHost AddHost()
    {
        var host = new TestHost();
        _hosts.Add(host);
        return host;
    }

    /// <summary>Lays a cable (a veth pair) and brings both ends up.</summary>
    public (TestLink A, TestLink B) Connect(TestHost hostA, string nameA, TestHost hostB, string nameB, int mtu)
    {
        hostA.Ip(
            "link", "add", nameA, "mtu", $"{mtu}", "type", "veth",
            "peer", "name", nameB, "mtu", $"{mtu}", "netns", hostB.Name);
        var a = new TestLink(hostA, nameA);
        var b = new TestLink(hostB, nameB);
        a.SetUp();
        b.SetUp();
        a.AwaitRunning();
        b.AwaitRunning();
        return (a, b);
    }

    public void Dispose()
    {
        foreach (var host in _hosts)
            host.Dispose();
        _hosts.Clear();
    }
}
