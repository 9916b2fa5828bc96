using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static AoEde.Native.Netlink.NetlinkConstants;

namespace AoEde.Native.Netlink;

/// <summary>Reads RTM_NEWLINK and RTM_DELLINK messages (rtnetlink(7)); safe against any bytes.</summary>
internal static class LinkMessage
{
    private const int Alignment = 4;
    private const int HardwareAddressBytes = 6;

    /// <summary>Parses the part after the netlink header.</summary>
    /// <returns>
    /// False for what is not news of a link itself: bridge ports (family AF_BRIDGE, whose DELLINK only says that a link
    /// left its bridge) and wireless events without a name.
    /// </returns>
    public static bool TryParse(ReadOnlySpan<byte> body, out LinkInfo link)
    {
        link = default;
        if (!MemoryMarshal.TryRead<InterfaceHeader>(body, out var header) || header.Family != LibC.AF_UNSPEC)
            return false;

        var name = "";
        var kind = "";
        var hardware = 0UL;
        var mtu = 0;
        var state = IF_OPER_UNKNOWN;
        var rest = body[Unsafe.SizeOf<InterfaceHeader>()..];
        while (TryTakeAttribute(ref rest, out var type, out var value))
        {
            switch (type)
            {
                case IFLA_IFNAME:
                    name = Text(value);
                    break;
                case IFLA_ADDRESS when value.Length == HardwareAddressBytes:
                    foreach (var octet in value)
                        hardware = hardware << 8 | octet;
                    break;
                case IFLA_MTU when value.Length >= sizeof(int):
                    mtu = MemoryMarshal.Read<int>(value);
                    break;
                case IFLA_OPERSTATE when value.Length >= 1:
                    state = value[0];
                    break;
                case IFLA_LINKINFO:
                    kind = Kind(value);
                    break;
            }
        }

        var isUp = (header.Flags & IFF_UP) != 0 && (header.Flags & IFF_LOWER_UP) != 0
            && state is IF_OPER_UP or IF_OPER_UNKNOWN;
        link = new LinkInfo(header.Index, name, hardware, mtu, isUp, kind);
        return name.Length > 0;
    }

    private static string Kind(ReadOnlySpan<byte> linkInfo)
    {
        while (TryTakeAttribute(ref linkInfo, out var type, out var value))
        {
            if (type == IFLA_INFO_KIND)
                return Text(value);
        }

        return "";
    }

    private static bool TryTakeAttribute(ref ReadOnlySpan<byte> rest, out int type, out ReadOnlySpan<byte> value)
    {
        type = 0;
        value = default;
        if (!MemoryMarshal.TryRead<AttributeHeader>(rest, out var header)
            || header.Length < Alignment || header.Length > rest.Length)
            return false;
        type = header.Type & NLA_TYPE_MASK;
        value = rest[Alignment..header.Length];
        rest = rest[int.Min(Align(header.Length), rest.Length)..];
        return true;
    }

    public static int Align(int length) => length + Alignment - 1 & -Alignment;

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value.TrimEnd((byte)0));
}
