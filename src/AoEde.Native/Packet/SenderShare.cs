using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>
/// The arithmetic, in classic BPF, by which a frame falls to one of several ports: by its sender alone, so that all frames of one
/// sender reach the same port in their order.
/// </summary>
internal static class SenderShare
{
    // The source address begins at 6; its last four bytes are those that differ between cards of one make.
    private const int SourceTail = 8;

    /// <summary>Ends with the number of the port.</summary>
    /// <param name="count">How many ports there are.</param>
    public static FilterInstruction[] Choose(int count) => [.. Number(count), new(BPF_RET_A, 0, 0, 0)];

    /// <summary>Ends with 0, which drops the frame, unless it falls to one port; then what follows decides.</summary>
    /// <param name="share">The port.</param>
    public static FilterInstruction[] Require(PacketShare share) =>
        [.. Number(share.Count), new(BPF_JMP_JEQ_K, 1, 0, (uint)share.Index), new(BPF_RET_K, 0, 0, 0)];

    // Counted from the link layer's header: a group's program sees the frame from the network layer on, a socket's filter all of it.
    private static FilterInstruction[] Number(int count) =>
    [
        new(BPF_LD_W_ABS, 0, 0, unchecked((uint)(SKF_LL_OFF + SourceTail))),
        .. Fold(16), .. Fold(8), .. Fold(4),
        new(BPF_ALU_MOD_K, 0, 0, (uint)count),
    ];

    // Down to half a byte: addresses that differ in any one digit spread.
    private static FilterInstruction[] Fold(uint bits) =>
        [new(BPF_TAX, 0, 0, 0), new(BPF_ALU_RSH_K, 0, 0, bits), new(BPF_ALU_XOR_X, 0, 0, 0)];
}
