using AoEde.Native.Packet;
using AoEde.Native.Tests.Layout;

namespace AoEde.Native.Tests.Packet;

public sealed class PacketLayout : LayoutTable
{
    public override IReadOnlyList<string> Headers =>
        ["sys/socket.h", "linux/if_packet.h", "linux/if_ether.h", "linux/filter.h"];

    public override IReadOnlyList<MirroredStruct> Structs =>
    [
        new(typeof(LinkLayerAddress), "struct sockaddr_ll",
            ("Family", "sll_family"), ("Protocol", "sll_protocol"), ("InterfaceIndex", "sll_ifindex"),
            ("HardwareType", "sll_hatype"), ("PacketType", "sll_pkttype"), ("HardwareLength", "sll_halen"),
            ("Hardware", "sll_addr")),
        new(typeof(MessageHeader), "struct msghdr",
            ("Name", "msg_name"), ("NameBytes", "msg_namelen"), ("Parts", "msg_iov"), ("PartCount", "msg_iovlen"),
            ("Control", "msg_control"), ("ControlBytes", "msg_controllen"), ("Flags", "msg_flags")),
        new(typeof(GatheredMessage), "struct mmsghdr", ("Header", "msg_hdr"), ("Sent", "msg_len")),
        new(typeof(RingFrameHeader), "struct tpacket2_hdr",
            ("Status", "tp_status"), ("Length", "tp_len"), ("SnapLength", "tp_snaplen"), ("MacOffset", "tp_mac"),
            ("NetOffset", "tp_net"), ("Seconds", "tp_sec"), ("Nanoseconds", "tp_nsec"), ("VlanTag", "tp_vlan_tci"),
            ("VlanProtocol", "tp_vlan_tpid")),
        new(typeof(RingRequest), "struct tpacket_req",
            ("BlockBytes", "tp_block_size"), ("Blocks", "tp_block_nr"), ("FrameBytes", "tp_frame_size"),
            ("Frames", "tp_frame_nr")),
        new(typeof(RingCounters), "struct tpacket_stats", ("Packets", "tp_packets"), ("Drops", "tp_drops")),
        new(typeof(FilterInstruction), "struct sock_filter",
            ("Code", "code"), ("JumpTrue", "jt"), ("JumpFalse", "jf"), ("Operand", "k")),
        new(typeof(FilterProgram), "struct sock_fprog", ("Length", "len"), ("Instructions", "filter")),
    ];

    public override IReadOnlyList<MirroredConstant> Constants =>
    [
        .. ConstantsOf(typeof(PacketConstants),
            nameof(PacketConstants.BPF_LD_B_ABS), nameof(PacketConstants.BPF_JMP_JSET_K),
            nameof(PacketConstants.BPF_JMP_JEQ_K), nameof(PacketConstants.BPF_RET_K), nameof(PacketConstants.BPF_RET_A),
            nameof(PacketConstants.BPF_LD_W_ABS), nameof(PacketConstants.BPF_ALU_RSH_K), nameof(PacketConstants.BPF_ALU_MOD_K),
            nameof(PacketConstants.BPF_ALU_XOR_X), nameof(PacketConstants.BPF_TAX),
            nameof(PacketConstants.PACKET_FANOUT_FLAG_IGNORE_OUTGOING)),
        new(nameof(PacketConstants.PACKET_FANOUT_FLAG_IGNORE_OUTGOING), PacketConstants.PACKET_FANOUT_FLAG_IGNORE_OUTGOING, OnlyIfDefined: true),
        new("BPF_LD | BPF_B | BPF_ABS", PacketConstants.BPF_LD_B_ABS),
        new("BPF_JMP | BPF_JSET | BPF_K", PacketConstants.BPF_JMP_JSET_K),
        new("BPF_JMP | BPF_JEQ | BPF_K", PacketConstants.BPF_JMP_JEQ_K),
        new("BPF_RET | BPF_K", PacketConstants.BPF_RET_K),
        new("BPF_RET | BPF_A", PacketConstants.BPF_RET_A),
        new("BPF_LD | BPF_W | BPF_ABS", PacketConstants.BPF_LD_W_ABS),
        new("BPF_ALU | BPF_RSH | BPF_K", PacketConstants.BPF_ALU_RSH_K),
        new("BPF_ALU | BPF_MOD | BPF_K", PacketConstants.BPF_ALU_MOD_K),
        new("BPF_ALU | BPF_XOR | BPF_X", PacketConstants.BPF_ALU_XOR_X),
        new("BPF_MISC | BPF_TAX", PacketConstants.BPF_TAX),
        new("TPACKET_ALIGN(sizeof(struct tpacket2_hdr))", FrameLayout.Address),
        new("TPACKET_ALIGN(TPACKET2_HDRLEN + 16) + 410 - 14", FrameLayout.Mac),
        new("ETH_HLEN", FrameLayout.EthernetHeader),
    ];
}
