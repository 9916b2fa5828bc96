namespace AoEde.Native.Packet;

/// <summary>Sizes and tastes of a <see cref="PacketPort"/>.</summary>
public sealed record PacketPortOptions
{
    /// <summary>
    /// Frames of the receive ring. The Linux initiator fires its whole window at once, so twice the advertised buffer
    /// count per initiator; far more than a thousand costs cache misses (2048 frames: 5-13 % of the rate).
    /// </summary>
    public int RxFrames { get; init; } = 1024;

    /// <summary>Frames of the transmit ring: at least one receive batch.</summary>
    public int TxFrames { get; init; } = 256;

    /// <summary>
    /// Whether the kernel copies a whole frame when it takes it, not only its first bytes. Where a frame is handed on within this host
    /// (<c>veth</c>, <c>tun</c>) it is copied all the same, page by page, which costs more: 4 KiB replies gain some 15 %. Not for devices that read by
    /// DMA: they need no copy, and the kernel does not compare such a frame with the MTU, on which a driver may rely.
    /// </summary>
    public bool CopiesFrames { get; init; }

    /// <summary>Whether responses of other targets to Config queries reach the ring (they reveal address conflicts).</summary>
    public bool AcceptConfigResponses { get; init; } = true;

    /// <summary>Whether every response reaches the ring, as an initiator needs it. Then nothing is filtered.</summary>
    public bool ReceiveResponses { get; init; }

    /// <summary>
    /// The senders whose frames it takes, when several ports share an interface; null for all of them. See <see cref="PacketPort.Join"/>.
    /// </summary>
    public PacketShare? Share { get; init; }
}
