using AoEde.Native.Netlink;
using AoEde.Native.Tests.Layout;

namespace AoEde.Native.Tests.Netlink;

public sealed class NetlinkLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers =>
        ["sys/socket.h", "linux/if.h", "linux/if_link.h", "linux/netlink.h", "linux/rtnetlink.h"];

    public override IReadOnlyList<MirroredStruct> Structs =>
    [
        new(typeof(NetlinkAddress), "struct sockaddr_nl",
            ("Family", "nl_family"), ("PortId", "nl_pid"), ("Groups", "nl_groups")),
        new(typeof(NetlinkHeader), "struct nlmsghdr",
            ("Length", "nlmsg_len"), ("Type", "nlmsg_type"), ("Flags", "nlmsg_flags"), ("Sequence", "nlmsg_seq"),
            ("PortId", "nlmsg_pid")),
        new(typeof(InterfaceHeader), "struct ifinfomsg",
            ("Family", "ifi_family"), ("HardwareType", "ifi_type"), ("Index", "ifi_index"), ("Flags", "ifi_flags"),
            ("Change", "ifi_change")),
        new(typeof(AttributeHeader), "struct rtattr", ("Length", "rta_len"), ("Type", "rta_type")),
        new(typeof(LinkRequest), "struct { struct nlmsghdr header; struct ifinfomsg body; }",
            ("Header", "header"), ("Body", "body")),
    ];

    public override IReadOnlyList<MirroredConstant> Constants =>
        [.. ConstantsOf(typeof(NetlinkConstants), nameof(NetlinkConstants.NLA_TYPE_MASK)),
         new("(unsigned short)NLA_TYPE_MASK", NetlinkConstants.NLA_TYPE_MASK)];
}
