using System.Runtime.CompilerServices;
using static AoEde.Native.Packet.PacketConstants;

namespace AoEde.Native.Packet;

/// <summary>
/// The writer's side of a TPACKET_V2 transmit ring. Nothing moves by itself: the kernel takes frames, in ring order,
/// only inside send(), and stops at the first slot that does not say SEND_REQUEST.
/// </summary>
/// <remarks>
/// <code>
/// slot says      who may touch it       next
/// AVAILABLE      we: reserve, claim     SEND_REQUEST by commit
/// SEND_REQUEST   nobody                 SENDING inside send(); stays so when send() stops early
/// SENDING        the kernel             AVAILABLE when the device has read it
/// </code>
/// </remarks>
internal sealed unsafe class TransmitRing : IDisposable
{
    private readonly PacketRing _ring;
    private readonly int _frameBytes;
    private readonly bool _copies;
    private readonly bool[] _claimed;

    // Invariant: slots from _oldest up to _next were committed or claimed and not yet seen taken.
    private int _oldest;
    private int _next;
    private int _open;

    /// <param name="ring">The ring.</param>
    /// <param name="frameBytes">The longest frame.</param>
    /// <param name="copies">Whether the ring's socket has PACKET_VNET_HDR: the kernel then copies as much of a frame as its header says.</param>
    public TransmitRing(PacketRing ring, int frameBytes, bool copies)
    {
        _ring = ring;
        _frameBytes = frameBytes;
        _copies = copies;
        _claimed = new bool[ring.Count];
        // The offset is written once: the kernel changes only the status of a sent slot.
        for (var slot = 0; slot < ring.Count; slot++)
            ring[slot]->MacOffset = (ushort)(copies ? FrameLayout.Mac - FrameLayout.OffloadHeader : FrameLayout.Mac);
    }

    public MemoryRegion Region => _ring.Region;

    public int Count => _ring.Count;

    /// <summary>Whether the next frame in ring order is committed and the kernel has not taken it.</summary>
    public bool HasUnsent
    {
        get
        {
            while (_open > 0 && !_claimed[_oldest])
            {
                if (Volatile.Read(ref _ring[_oldest]->Status) == TP_STATUS_SEND_REQUEST)
                    return true;
                _oldest = _ring.After(_oldest);
                _open--;
            }

            return false;
        }
    }

    /// <summary>The slot the kernel stopped at, or -1.</summary>
    public int OldestUnsent => HasUnsent ? _oldest : -1;

    /// <summary>Makes the frame the kernel stopped at one it drops (PACKET_LOSS: a frame without a header), so that the next can go.</summary>
    public void SkipOldestUnsent()
    {
        if (HasUnsent)
            _ring[_oldest]->Length = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReserve(out Span<byte> frame, out nint address)
    {
        var header = _ring[_next];
        var status = Volatile.Read(ref header->Status);
        if (status is not (TP_STATUS_AVAILABLE or TP_STATUS_WRONG_FORMAT) || _claimed[_next])
        {
            frame = default;
            address = 0;
            return false;
        }

        address = (nint)header + FrameLayout.Mac;
        frame = new Span<byte>((void*)address, _frameBytes);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int length)
    {
        Hand(_next, length);
        Advance();
    }

    public int Claim()
    {
        var slot = _next;
        _claimed[slot] = true;
        Advance();
        return slot;
    }

    public void Commit(int slot, int length)
    {
        if (!_claimed[slot])
            throw new InvalidOperationException($"Transmit slot {slot} is not claimed.");
        Hand(slot, length);
        _claimed[slot] = false;
    }

    /// <summary>Takes back every frame the kernel has not taken; our place in the ring goes back to the kernel's.</summary>
    public int DiscardUnsent()
    {
        if (!HasUnsent)
            return 0;
        // A claimed slot may be the target of a disk read in flight: what lies behind it cannot move.
        for (int slot = _oldest, seen = 0; seen < _open; slot = _ring.After(slot), seen++)
        {
            if (_claimed[slot])
                return 0;
        }

        var discarded = _open;
        for (; _open > 0; _open--)
        {
            _next = _next == 0 ? _ring.Count - 1 : _next - 1;
            Volatile.Write(ref _ring[_next]->Status, TP_STATUS_AVAILABLE);
        }

        return discarded;
    }

    public void Dispose() => _ring.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Hand(int slot, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_frameBytes, nameof(length));
        var header = _ring[slot];
        header->Length = (uint)length;
        if (_copies && length > 0)
        {
            *(ushort*)((byte*)header + FrameLayout.CopiedLength) = (ushort)length;
            header->Length += FrameLayout.OffloadHeader;
        }

        Volatile.Write(ref header->Status, TP_STATUS_SEND_REQUEST);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance()
    {
        // A slot is free again only after the kernel took it, but it may wrap before anyone asked HasUnsent.
        if (_open == _ring.Count)
            _oldest = _ring.After(_oldest);
        else
            _open++;
        _next = _ring.After(_next);
    }
}
