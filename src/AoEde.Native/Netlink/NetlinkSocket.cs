using System.Runtime.InteropServices;

namespace AoEde.Native.Netlink;

/// <summary>A NETLINK_ROUTE socket: datagrams of whole messages, from the kernel only.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    // The kernel never builds larger dump datagrams than 32 KiB; a single link with all its statistics is 2 KiB.
    private const int DatagramBytes = 64 * 1024;

    private readonly Descriptor _socket;
    private readonly byte[] _buffer = new byte[DatagramBytes];
    private uint _sequence;

    /// <summary>Opens a socket in the calling thread's network namespace.</summary>
    /// <param name="groups">Multicast groups to hear, or 0.</param>
    /// <exception cref="NativeException">The kernel refused.</exception>
    public NetlinkSocket(uint groups)
    {
        _socket = Native.Descriptor.Own(
            LibC.Socket(LibC.AF_NETLINK, LibC.SOCK_RAW | LibC.SOCK_CLOEXEC, NetlinkConstants.NETLINK_ROUTE), "socket AF_NETLINK");
        var address = new NetlinkAddress { Family = LibC.AF_NETLINK, Groups = groups };
        NativeException.Check(LibC.Bind(_socket.Number, &address, (uint)sizeof(NetlinkAddress)), "bind AF_NETLINK");
    }

    public int Descriptor => _socket.Number;

    /// <summary>Asks for all links; the answers carry the returned sequence number.</summary>
    public uint RequestLinks()
    {
        var request = new LinkRequest
        {
            Header = new NetlinkHeader
            {
                Length = (uint)sizeof(LinkRequest),
                Type = NetlinkConstants.RTM_GETLINK,
                Flags = NetlinkConstants.NLM_F_REQUEST | NetlinkConstants.NLM_F_DUMP,
                Sequence = ++_sequence,
            },
        };
        if (LibC.Send(_socket.Number, &request, (nuint)sizeof(LinkRequest), 0) < 0)
            throw NativeException.Last("request links");
        return _sequence;
    }

    /// <summary>Takes one datagram.</summary>
    /// <param name="wait">Whether to block until there is one.</param>
    /// <param name="errno">0, or why there is none: EAGAIN when nothing waits, ENOBUFS when messages were lost.</param>
    public ReadOnlySpan<byte> Receive(bool wait, out int errno)
    {
        fixed (byte* first = _buffer)
        {
            while (true)
            {
                NetlinkAddress from;
                var fromBytes = (uint)sizeof(NetlinkAddress);
                var taken = LibC.ReceiveFrom(_socket.Number, first, DatagramBytes,
                    wait ? 0 : LibC.MSG_DONTWAIT, &from, &fromBytes);
                errno = taken < 0 ? Marshal.GetLastPInvokeError() : 0;
                // Another process may write to our port; only the kernel speaks of links.
                if (errno == Errno.EINTR || (errno == 0 && from.PortId != 0))
                    continue;
                return errno == 0 ? _buffer.AsSpan(0, (int)taken) : default;
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
