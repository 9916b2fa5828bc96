namespace AoEde.Native.Packet;

/// <summary>Numbers of linux/if_packet.h and linux/filter.h under their own names; a test compares them with the headers.</summary>
internal static class PacketConstants
{
    public const int SOL_PACKET = 263;
    public const int PACKET_RX_RING = 5;
    public const int PACKET_STATISTICS = 6;
    public const int PACKET_VERSION = 10;
    public const int PACKET_RESERVE = 12;
    public const int PACKET_TX_RING = 13;
    public const int PACKET_LOSS = 14;
    public const int PACKET_VNET_HDR = 15;
    public const int PACKET_FANOUT = 18;
    public const int PACKET_TX_HAS_OFF = 19;
    public const int PACKET_QDISC_BYPASS = 20;
    public const int PACKET_FANOUT_DATA = 22;
    public const int PACKET_IGNORE_OUTGOING = 23;
    public const int PACKET_FANOUT_CBPF = 6;
    public const int PACKET_FANOUT_FLAG_UNIQUEID = 0x2000;
    public const int PACKET_FANOUT_FLAG_IGNORE_OUTGOING = 0x4000;
    public const int TPACKET_V2 = 1;

    public const uint TP_STATUS_KERNEL = 0;
    public const uint TP_STATUS_USER = 1;
    public const uint TP_STATUS_VLAN_VALID = 1 << 4;
    public const uint TP_STATUS_AVAILABLE = 0;
    public const uint TP_STATUS_SEND_REQUEST = 1;
    public const uint TP_STATUS_SENDING = 2;
    public const uint TP_STATUS_WRONG_FORMAT = 4;

    public const byte PACKET_OTHERHOST = 3;

    public const ushort BPF_LD_B_ABS = 0x30;
    public const ushort BPF_JMP_JSET_K = 0x45;
    public const ushort BPF_JMP_JEQ_K = 0x15;
    public const ushort BPF_RET_K = 0x06;
    public const ushort BPF_RET_A = 0x16;
    public const ushort BPF_LD_W_ABS = 0x20;
    public const ushort BPF_ALU_RSH_K = 0x74;
    public const ushort BPF_ALU_MOD_K = 0x94;
    public const ushort BPF_ALU_XOR_X = 0xAC;
    public const ushort BPF_TAX = 0x07;
    public const int SKF_LL_OFF = -0x200000;

    /// <summary>ETH_P_AOE.</summary>
    public const ushort ETH_P_AOE = 0x88A2;
}
