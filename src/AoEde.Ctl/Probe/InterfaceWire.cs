using AoEde.Native.Netlink;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Ctl.Probe;

/// <summary>A network interface of this host, by a plain packet socket.</summary>
internal sealed class InterfaceWire : IProbeWire, IDisposable
{
    private readonly RawSocket _socket;

    private InterfaceWire(RawSocket socket, LinkInfo link)
    {
        _socket = socket;
        Self = new MacAddress(link.HardwareAddress);
        Mtu = link.Mtu;
    }

    /// <inheritdoc/>
    public MacAddress Self { get; }

    /// <inheritdoc/>
    public int Mtu { get; }

    /// <summary>Opens an interface by its name.</summary>
    /// <exception cref="CtlException">There is no such interface, or it is down.</exception>
    public static InterfaceWire Open(string name)
    {
        using var links = new LinkMonitor();
        var all = links.List();
        var link = all.FirstOrDefault(link => link.Name == name);
        if (link.Index == 0)
        {
            throw new CtlException($"there is no interface {name}; there are {string.Join(", ", all.Select(other => other.Name))}");
        }

        return link.IsUp
            ? new InterfaceWire(RawSocket.Open(link.Index), link)
            : throw new CtlException($"{name} is down; set it up (ip link set {name} up) and check the cable");
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    /// <inheritdoc/>
    public bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length) => _socket.TryReceive(buffer, timeout, out length);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
