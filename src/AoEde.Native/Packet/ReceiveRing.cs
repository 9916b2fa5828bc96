using System.Runtime.CompilerServices;

namespace AoEde.Native.Packet;

/// <summary>
/// The reader's side of a TPACKET_V2 receive ring. The status word is the lock: the kernel writes a slot only while it
/// says KERNEL, we read it only while it says USER.
/// </summary>
internal sealed unsafe class ReceiveRing(PacketRing ring, int interfaceIndex) : IDisposable
{
    // Slots kept past their turn still say USER; without this mark a full turn later they would be read again.
    private readonly bool[] _kept = new bool[ring.Count];
    private int _next;

    public MemoryRegion Region => ring.Region;

    public int Count => ring.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReceive(out ReceivedFrame frame) => TryLook(_next, out frame);

    public bool TryPeek(int ahead, out ReceivedFrame frame)
    {
        frame = default;
        return (uint)ahead < (uint)ring.Count && TryLook((_next + ahead) % ring.Count, out frame);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Release()
    {
        Volatile.Write(ref ring[_next]->Status, PacketConstants.TP_STATUS_KERNEL);
        _next = ring.After(_next);
    }

    public int Keep()
    {
        var slot = _next;
        _kept[slot] = true;
        _next = ring.After(slot);
        return slot;
    }

    public void Release(int slot)
    {
        if (!_kept[slot])
            throw new InvalidOperationException($"Receive slot {slot} is not kept.");
        _kept[slot] = false;
        Volatile.Write(ref ring[slot]->Status, PacketConstants.TP_STATUS_KERNEL);
    }

    public void Dispose() => ring.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryLook(int slot, out ReceivedFrame frame)
    {
        var header = ring[slot];
        if ((Volatile.Read(ref header->Status) & PacketConstants.TP_STATUS_USER) == 0 || _kept[slot])
        {
            frame = default;
            return false;
        }

        frame = new ReceivedFrame(header, interfaceIndex);
        return true;
    }
}
