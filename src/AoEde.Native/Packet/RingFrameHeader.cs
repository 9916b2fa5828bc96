using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct tpacket2_hdr: the first bytes of every ring frame.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RingFrameHeader
{
    public uint Status;
    public uint Length;
    public uint SnapLength;
    public ushort MacOffset;
    public ushort NetOffset;
    public uint Seconds;
    public uint Nanoseconds;
    public ushort VlanTag;
    public ushort VlanProtocol;
    public Padding4 Padding;

    [InlineArray(4)]
    internal struct Padding4
    {
        private byte _first;
    }
}
