using System.Runtime.InteropServices;

namespace AoEde.Native.Netlink;

/// <summary>struct rtattr: length (with this header) and type of what follows.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributeHeader
{
    public ushort Length;
    public ushort Type;
}
