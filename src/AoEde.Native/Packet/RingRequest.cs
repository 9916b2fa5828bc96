using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>struct tpacket_req: the shape of a ring.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RingRequest
{
    public uint BlockBytes;
    public uint Blocks;
    public uint FrameBytes;
    public uint Frames;
}
