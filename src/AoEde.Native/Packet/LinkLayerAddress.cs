using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct sockaddr_ll: an interface and, on received frames, who sent it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkLayerAddress
{
    public ushort Family;
    public ushort Protocol;
    public int InterfaceIndex;
    public ushort HardwareType;
    public byte PacketType;
    public byte HardwareLength;
    public HardwareAddress Hardware;

    [InlineArray(8)]
    internal struct HardwareAddress
    {
        private byte _first;
    }
}
