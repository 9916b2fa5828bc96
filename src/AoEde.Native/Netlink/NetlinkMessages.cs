using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AoEde.Native.Netlink;

/// <summary>Walks the messages of one datagram; stops at the first that does not fit.</summary>
internal ref struct NetlinkMessages(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public NetlinkHeader Header { get; private set; }

    public ReadOnlySpan<byte> Body { get; private set; }

    public bool MoveNext()
    {
        if (!MemoryMarshal.TryRead<NetlinkHeader>(_rest, out var header)
            || header.Length < Unsafe.SizeOf<NetlinkHeader>() || header.Length > _rest.Length)
            return false;
        Header = header;
        Body = _rest[Unsafe.SizeOf<NetlinkHeader>()..(int)header.Length];
        _rest = _rest[int.Min(LinkMessage.Align((int)header.Length), _rest.Length)..];
        return true;
    }
}
