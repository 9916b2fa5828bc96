namespace AoEde.Native.Netlink;

/// <summary>Numbers of linux/netlink.h, rtnetlink.h, if_link.h and if.h under their own names; a test compares them.</summary>
internal static class NetlinkConstants
{
    public const int NETLINK_ROUTE = 0;
    public const uint RTMGRP_LINK = 1;
    public const ushort NLMSG_ERROR = 2;
    public const ushort NLMSG_DONE = 3;
    public const ushort RTM_NEWLINK = 16;
    public const ushort RTM_DELLINK = 17;
    public const ushort RTM_GETLINK = 18;
    public const ushort NLM_F_REQUEST = 0x001;
    public const ushort NLM_F_DUMP = 0x300;
    public const ushort NLM_F_DUMP_INTR = 0x010;
    public const ushort IFLA_ADDRESS = 1;
    public const ushort IFLA_IFNAME = 3;
    public const ushort IFLA_MTU = 4;
    public const ushort IFLA_OPERSTATE = 16;
    public const ushort IFLA_LINKINFO = 18;
    public const ushort IFLA_INFO_KIND = 1;
    public const ushort NLA_TYPE_MASK = 0x3FFF;
    public const uint IFF_UP = 0x1;
    public const uint IFF_LOWER_UP = 0x10000;
    public const byte IF_OPER_UNKNOWN = 0;
    public const byte IF_OPER_UP = 6;
}
