using System.Buffers.Binary;

namespace AoEde.Native.Packet;

/// <summary>Opens and binds packet sockets in the one order that lets no stray frame in.</summary>
internal static unsafe class PacketSocket
{
    /// <summary>
    /// A raw packet socket that hears nothing yet: with protocol 0 no frame of any interface lands in it before its
    /// options are set, its filter attached and its interface chosen.
    /// </summary>
    /// <exception cref="NativeException">No CAP_NET_RAW.</exception>
    public static Descriptor Open()
    {
        var socket = Descriptor.Own(
            LibC.Socket(LibC.AF_PACKET, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, 0), "socket AF_PACKET");
        // Since Linux 4.20. Without it the BPF filter still keeps our own replies out.
        SocketOptions.TrySet(socket, PacketConstants.SOL_PACKET, PacketConstants.PACKET_IGNORE_OUTGOING, 1);
        return socket;
    }

    /// <summary>Has a socket send without delay, and take as much as is queued there.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="bytes">What may be queued, in bytes.</param>
    public static void PrepareToSend(Descriptor socket, int bytes)
    {
        // A reply is one small frame to one host: queueing disciplines only delay it.
        SocketOptions.TrySet(socket, PacketConstants.SOL_PACKET, PacketConstants.PACKET_QDISC_BYPASS, 1);
        // The default is some 200 KiB. Needs CAP_NET_ADMIN; without it the kernel takes less at once, which whoever sends bears.
        SocketOptions.TrySet(socket, LibC.SOL_SOCKET, LibC.SO_SNDBUFFORCE, bytes);
    }

    /// <summary>Chooses the interface, and starts reception unless <paramref name="etherType"/> is 0.</summary>
    /// <exception cref="NativeException">ENODEV: no such interface. (One that is down is bound, and leaves ENETDOWN as pending error.)</exception>
    public static void Bind(Descriptor socket, int interfaceIndex, ushort etherType)
    {
        var address = new LinkLayerAddress
        {
            Family = LibC.AF_PACKET,
            Protocol = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(etherType) : etherType,
            InterfaceIndex = interfaceIndex,
        };
        NativeException.Check(
            LibC.Bind(socket.Number, &address, (uint)sizeof(LinkLayerAddress)), $"bind to interface {interfaceIndex}");
    }
}
