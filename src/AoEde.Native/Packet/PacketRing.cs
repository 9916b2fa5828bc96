using System.Runtime.CompilerServices;

namespace AoEde.Native.Packet;

/// <summary>The mapped memory of one ring and the address of every slot in it.</summary>
internal sealed unsafe class PacketRing : IDisposable
{
    // Addresses are looked up, not computed: a division per frame would cost more than the load.
    private readonly nint[] _slots;
    private readonly MappedMemory _memory;

    /// <summary>Asks the kernel for a ring and maps it.</summary>
    /// <param name="socket">A packet socket of version TPACKET_V2, not bound yet.</param>
    /// <param name="option">PACKET_RX_RING or PACKET_TX_RING.</param>
    /// <param name="geometry">Its shape.</param>
    /// <exception cref="NativeException">No memory, or no CAP_NET_RAW.</exception>
    public PacketRing(Descriptor socket, int option, RingGeometry geometry)
    {
        var request = new RingRequest
        {
            BlockBytes = (uint)geometry.BlockBytes,
            Blocks = (uint)geometry.Blocks,
            FrameBytes = (uint)geometry.FrameBytes,
            Frames = (uint)geometry.Frames,
        };
        SocketOptions.Set(socket, PacketConstants.SOL_PACKET, option, request, "packet ring");
        _memory = new MappedMemory(geometry.Bytes, LibC.PROT_READ | LibC.PROT_WRITE,
            LibC.MAP_SHARED | LibC.MAP_POPULATE, socket.Number, 0, "mmap packet ring");
        _slots = new nint[geometry.Frames];
        for (var slot = 0; slot < _slots.Length; slot++)
            _slots[slot] = Region.Address + (nint)geometry.OffsetOf(slot);
    }

    public int Count => _slots.Length;

    public MemoryRegion Region => _memory.Region;

    /// <summary>The header of a slot.</summary>
    public RingFrameHeader* this[int slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (RingFrameHeader*)_slots[slot];
    }

    /// <summary>The slot after another, in ring order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int After(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    public void Dispose() => _memory.Dispose();
}
