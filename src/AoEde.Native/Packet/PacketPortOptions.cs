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

    /// <summary>Whether responses of other targets to Config queries reach the ring (they reveal address conflicts).</summary>
    public bool AcceptConfigResponses { get; init; } = true;

    /// <summary>Whether every response reaches the ring, as an initiator needs it. Then nothing is filtered.</summary>
    public bool ReceiveResponses { get; init; }
}
