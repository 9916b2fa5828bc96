using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct tpacket_stats: counted since it was last read.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RingCounters
{
    public uint Packets;
    public uint Drops;
}
