namespace AoEde.Native.Packet;

/// <summary>What a receive ring saw since it was opened.</summary>
/// <param name="Received">Frames the kernel put into the ring.</param>
/// <param name="Dropped">Frames it dropped because every slot was taken.</param>
/// <param name="Freezes">
/// How often the ring was found overrun: readings of the statistics that met new drops. (The kernel counts freezes
/// only for TPACKET_V3.)
/// </param>
public readonly record struct PacketStatistics(long Received, long Dropped, long Freezes)
{
    /// <summary>What two rings saw together.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static PacketStatistics operator +(PacketStatistics left, PacketStatistics right) =>
        new(left.Received + right.Received, left.Dropped + right.Dropped, left.Freezes + right.Freezes);
}
