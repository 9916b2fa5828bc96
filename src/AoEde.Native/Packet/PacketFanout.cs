using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>
/// Joins receiving sockets of one interface to a group of which each frame reaches one member (PACKET_FANOUT).
/// </summary>
/// <remarks>
/// The kernel admits a socket only when it is bound, so frames arrive before the group is complete. Therefore every member has its share
/// in its own filter as well: no frame is ever taken by two, whatever the group's size at that moment. Those that the half-made group
/// leads astray are dropped, and their senders ask again; so it is when the link comes back, when the kernel makes the group anew, in
/// the order in which the sockets were opened. That must be the order of their shares.
/// </remarks>
internal static unsafe class PacketFanout
{
    // The group has its own hook in the kernel, for which the sockets' PACKET_IGNORE_OUTGOING does not count. To kernels that
    // do not know the flag it says nothing: what we send is then seen, too, and dropped as our own.
    private const int Kind = PACKET_FANOUT_CBPF | PACKET_FANOUT_FLAG_IGNORE_OUTGOING;

    /// <summary>Joins them.</summary>
    /// <param name="sockets">Bound sockets, two or more, in the order of their shares.</param>
    /// <exception cref="NativeException">EINVAL: older kernels admit none while the interface is down.</exception>
    public static void Join(IReadOnlyList<Descriptor> sockets)
    {
        Join(sockets[0], 0, Kind | PACKET_FANOUT_FLAG_UNIQUEID);
        int group = SocketOptions.Get<int>(sockets[0], SOL_PACKET, PACKET_FANOUT, "PACKET_FANOUT") & ushort.MaxValue;
        SetProgram(sockets[0], SenderShare.Choose(sockets.Count));
        foreach (var socket in sockets.Skip(1))
            Join(socket, group, Kind);
    }

    private static void Join(Descriptor socket, int group, int kind) =>
        SocketOptions.Set(socket, SOL_PACKET, PACKET_FANOUT, group | (kind << 16), "PACKET_FANOUT");

    private static void SetProgram(Descriptor socket, ReadOnlySpan<FilterInstruction> program)
    {
        fixed (FilterInstruction* first = program)
        {
            var filter = new FilterProgram { Length = (ushort)program.Length, Instructions = first };
            SocketOptions.Set(socket, SOL_PACKET, PACKET_FANOUT_DATA, filter, "PACKET_FANOUT_DATA");
        }
    }
}
