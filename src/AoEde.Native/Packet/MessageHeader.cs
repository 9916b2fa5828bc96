using System.Runtime.InteropServices;
using AoEde.Native.Files;

namespace AoEde.Native.Packet;

/// <summary>What one message is made of (struct msghdr on 64-bit Linux).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Name;
    public uint NameBytes;
    public IoVector* Parts;
    public nuint PartCount;
    public void* Control;
    public nuint ControlBytes;
    public int Flags;
}
