using System.Runtime.InteropServices;

namespace AoEde.Native.Netlink;

/// <summary>struct sockaddr_nl. PortId 0 is the kernel.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkAddress
{
    public ushort Family;
    public ushort Padding;
    public uint PortId;
    public uint Groups;
}
