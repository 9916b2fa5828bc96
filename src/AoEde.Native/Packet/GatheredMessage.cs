using System.Runtime.InteropServices;

namespace AoEde.Native.Packet;

/// <summary>One message of many for one system call (struct mmsghdr).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GatheredMessage
{
    public MessageHeader Header;

    /// <summary>Set by the kernel: bytes of it that were sent.</summary>
    public uint Sent;
}
