using AoEde.Native.Netlink;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Probe;

/// <summary>A network interface of this host, by a plain packet socket that hears responses only.</summary>
internal sealed class InterfaceWire : IProbeWire, IDisposable
{
    private readonly RawSocket _socket;

    /// <summary>Opens an interface that is known already.</summary>
    /// <exception cref="Native.NativeException">It is gone, or the process may not open packet sockets.</exception>
    public InterfaceWire(int index, string name, MacAddress self)
    {
        _socket = RawSocket.OpenForAsking(index);
        Name = name;
        Self = self;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public MacAddress Self { get; }

    /// <summary>Opens an interface by its name.</summary>
    /// <exception cref="ProbeException">There is no such interface, or it is down.</exception>
    /// <exception cref="Native.NativeException">The process may not open packet sockets.</exception>
    public static InterfaceWire Open(string name)
    {
        using var links = new LinkMonitor();
        var all = links.List();
        var link = all.FirstOrDefault(link => link.Name == name);
        if (link.Index == 0)
            throw new ProbeException($"there is no interface {name}; there are {string.Join(", ", all.Select(other => other.Name))}");
        return link.IsUp
            ? new InterfaceWire(link.Index, link.Name, new MacAddress(link.HardwareAddress))
            : throw new ProbeException($"{name} is down; set it up (ip link set {name} up) and check the cable");
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> frame) => _socket.Send(frame);

    /// <inheritdoc/>
    public bool TryReceive(Span<byte> buffer, TimeSpan timeout, out int length) => _socket.TryReceive(buffer, timeout, out length);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();
}
