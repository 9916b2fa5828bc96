namespace AoEde.Native.Packet;

/// <summary>Finds out by trying whether this process may have packet rings.</summary>
public static class RingProbe
{
    // An MTU of 1500 and a few frames: what is asked is whether, not how many.
    private const int Mtu = 1500;
    private const int Frames = 32;

    /// <summary>Whether a receive ring can be opened. The socket hears nothing: it is bound to no interface.</summary>
    /// <param name="problem">Why not; null when it can.</param>
    public static bool CanReceive(out string? problem) => Can(PortRings.OpenReceive, out problem);

    /// <summary>Whether a transmit ring can be opened.</summary>
    /// <param name="problem">Why not; null when it can.</param>
    public static bool CanTransmit(out string? problem) => Can(PortRings.OpenTransmit, out problem);

    private static bool Can(Func<Descriptor, RingGeometry, PacketRing> open, out string? problem)
    {
        try
        {
            using var socket = PacketSocket.Open();
            using var ring = open(socket, RingGeometry.For(FrameLayout.SlotBytes(Mtu), Frames));
            problem = null;
            return true;
        }
        catch (NativeException refused)
        {
            problem = refused.Message;
            return false;
        }
    }
}
