using AoEde.Testing.Host;
using AoEde.Testing.Networks;

namespace AoEde.ClusterTesting.ControlPlane;

/// <summary>
/// One Ethernet segment: a bridge in the control plane's namespace, and a cable to each host. The addresses exist only in
/// there, so every cluster has the same ones.
/// </summary>
internal sealed class ClusterNetwork(Janitor janitor, int mtu) : IDisposable
{
    /// <summary>The API server, seen from the hosts.</summary>
    public const string ControlPlaneAddress = "10.77.0.1";

    private readonly TestNetwork _network = new();
    private TestHost? _controlPlane;

    /// <summary>Where etcd and the API server run.</summary>
    public TestHost ControlPlane => _controlPlane ??= MakeControlPlane();

    /// <summary>A host with eth0 on the segment at 10.77.0.<paramref name="lastOctet"/>.</summary>
    public TestLink AddHost(int lastOctet)
    {
        var host = Add();
        var port = $"port{lastOctet}";
        var (eth0, _) = _network.Connect(host, "eth0", ControlPlane, port, mtu);
        ControlPlane.Ip("link", "set", "dev", port, "master", "br0");
        host.Ip("address", "add", $"10.77.0.{lastOctet}/24", "dev", "eth0");
        return eth0;
    }

    public void Dispose() => _network.Dispose();

    private TestHost MakeControlPlane()
    {
        var host = Add();
        // Without spanning tree and its forward delay frames pass at once.
        host.Ip("link", "add", "br0", "type", "bridge", "stp_state", "0", "forward_delay", "0", "mcast_snooping", "0");
        host.Ip("link", "set", "dev", "br0", "mtu", $"{mtu}", "up");
        host.Ip("address", "add", $"{ControlPlaneAddress}/24", "dev", "br0");
        // It is also the router between the pods of real nodes.
        Tool.Run("ip", "netns", "exec", host.Name, "sysctl", "-q", "net.ipv4.ip_forward=1");
        return host;
    }

    private TestHost Add()
    {
        var host = _network.AddHost();
        janitor.WillRemoveNamespace(host.Name);
        return host;
    }
}
