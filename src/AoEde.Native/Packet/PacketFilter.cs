using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>
/// Keeps responses of other targets out of the ring in the kernel, where they cost next to nothing: a busy shelf
/// next door must not fill ours. Config responses may pass, because they are how an address conflict shows.
/// </summary>
internal static unsafe class PacketFilter
{
    // Of the AoE header (protocol: version and flags at 14, command at 19).
    private const uint FlagsOffset = 14;
    private const uint ResponseFlag = 0x08;
    private const uint CommandOffset = 19;
    private const uint ConfigCommand = 1;

    // More than any frame: the kernel cuts at the frame's own length.
    private const uint Everything = 0x40000;

    public static void Attach(Descriptor socket, bool acceptConfigResponses, PacketShare? share)
    {
        // A load beyond the end of a short frame drops it, which is right: without byte 14 it is no request.
        ReadOnlySpan<FilterInstruction> program =
        [
            .. share is { } own ? SenderShare.Require(own) : [],
            new(BPF_LD_B_ABS, 0, 0, FlagsOffset),
            new(BPF_JMP_JSET_K, 0, 2, ResponseFlag),                            // a request: accept
            new(BPF_LD_B_ABS, 0, 0, CommandOffset),
            new(BPF_JMP_JEQ_K, 0, 1, acceptConfigResponses ? ConfigCommand : uint.MaxValue),
            new(BPF_RET_K, 0, 0, Everything),
            new(BPF_RET_K, 0, 0, 0),
        ];
        Attach(socket, program);
    }

    /// <summary>Lets responses through and nothing else: for one who asks, next to targets that are being used.</summary>
    public static void AttachForAsking(Descriptor socket) => Attach(
        socket,
        [
            new(BPF_LD_B_ABS, 0, 0, FlagsOffset),
            new(BPF_JMP_JSET_K, 0, 1, ResponseFlag),
            new(BPF_RET_K, 0, 0, Everything),
            new(BPF_RET_K, 0, 0, 0),
        ]);

    private static void Attach(Descriptor socket, ReadOnlySpan<FilterInstruction> program)
    {
        fixed (FilterInstruction* first = program)
        {
            var filter = new FilterProgram { Length = (ushort)program.Length, Instructions = first };
            SocketOptions.Set(socket, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, filter, "SO_ATTACH_FILTER");
        }
    }
}
