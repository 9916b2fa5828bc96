using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>The options each ring needs, in the order the kernel wants them: all before the ring itself.</summary>
internal static class PortRings
{
    public static PacketRing OpenReceive(Descriptor socket, RingGeometry geometry)
    {
        SocketOptions.Set(socket, SOL_PACKET, PACKET_VERSION, TPACKET_V2, "PACKET_VERSION");
        SocketOptions.Set(socket, SOL_PACKET, PACKET_RESERVE, FrameLayout.Reserve, "PACKET_RESERVE");
        return new PacketRing(socket, PACKET_RX_RING, geometry);
    }

    /// <summary>Has the kernel copy whole frames, each as long as the header before it says; before the ring is opened.</summary>
    /// <param name="socket">The socket of a transmit ring.</param>
    /// <returns>False where it cannot.</returns>
    public static bool TryCopyFrames(Descriptor socket) => SocketOptions.TrySet(socket, SOL_PACKET, PACKET_VNET_HDR, 1);

    public static PacketRing OpenTransmit(Descriptor socket, RingGeometry geometry)
    {
        SocketOptions.Set(socket, SOL_PACKET, PACKET_VERSION, TPACKET_V2, "PACKET_VERSION");
        SocketOptions.Set(socket, SOL_PACKET, PACKET_TX_HAS_OFF, 1, "PACKET_TX_HAS_OFF");
        // Without it one malformed frame, for instance one longer than a lowered MTU, stops the ring for good.
        SocketOptions.Set(socket, SOL_PACKET, PACKET_LOSS, 1, "PACKET_LOSS");
        // A ring of jumbo frames would be limited to a tenth of itself by default.
        PacketSocket.PrepareToSend(socket, (int)long.Min(geometry.Bytes, int.MaxValue / 2));
        return new PacketRing(socket, PACKET_TX_RING, geometry);
    }
}
