namespace AoEde.Native.Packet;

/// <summary>
/// Where things lie in a ring frame. The aim is that byte 36 of an Ethernet frame, where ATA data begins, falls on a
/// 512-byte boundary of memory, so that the kernel can move it between ring and disk by DMA (O_DIRECT).
/// </summary>
/// <remarks>
/// <code>
/// frame + 0     struct tpacket2_hdr (32 bytes)
/// frame + 32    struct sockaddr_ll (20 bytes), RX only
/// frame + 466   struct virtio_net_hdr (10 bytes), TX only, with PACKET_VNET_HDR
/// frame + 476   Ethernet frame byte 0      RX: align16(52 + 16) + PACKET_RESERVE 410 - 14 = 476
/// frame + 490   byte 14, the network layer TX: tp_mac = 476 (466 with the header before it), PACKET_TX_HAS_OFF
/// frame + 512   byte 36, ATA data
/// </code>
/// Frames begin at multiples of 2048 or 4096 from a page, so the boundary holds for every one of them.
/// </remarks>
internal static class FrameLayout
{
    public const int EthernetHeader = 14;
    public const int Address = 32;
    public const int Reserve = 410;
    public const int Mac = 476;
    public const int Payload = 512;

    /// <summary>struct virtio_net_hdr: all zero but <c>hdr_len</c>.</summary>
    public const int OffloadHeader = 10;

    /// <summary>Where its <c>hdr_len</c> is: how many bytes the kernel copies; any others it takes from the ring's pages.</summary>
    public const int CopiedLength = Mac - OffloadHeader + 2;

    /// <summary>What one slot must hold for a given MTU, in bytes.</summary>
    /// <param name="mtu">The interface's MTU.</param>
    public static int SlotBytes(int mtu) => Mac + EthernetHeader + mtu;
}
