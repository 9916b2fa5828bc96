using System.Runtime.InteropServices;

namespace AoEde.Native.Netlink;

/// <summary>RTM_GETLINK for all links.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkRequest
{
    public NetlinkHeader Header;
    public InterfaceHeader Body;
}
