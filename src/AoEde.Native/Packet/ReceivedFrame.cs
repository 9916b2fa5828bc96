namespace AoEde.Native.Packet;

/// <summary>A frame as it lies in the receive ring; valid until its slot is released.</summary>
public readonly unsafe ref struct ReceivedFrame
{
    private readonly RingFrameHeader* _header;
    private readonly int _interfaceIndex;

    internal ReceivedFrame(RingFrameHeader* header, int interfaceIndex)
    {
        _header = header;
        _interfaceIndex = interfaceIndex;
    }

    /// <summary>The frame from its destination address on; may be changed in place.</summary>
    public Span<byte> Bytes => new((void*)Address, (int)_header->SnapLength);

    /// <summary>Address of the frame's first byte; the ATA data at + 36 lies on a 512-byte boundary.</summary>
    public nint Address => (nint)_header + _header->MacOffset;

    /// <summary>Length on the wire in bytes, without the checksum.</summary>
    public int WireLength => (int)_header->Length;

    /// <summary>The frame was longer than the ring's: its end is missing (the sender has a larger MTU than we had at open).</summary>
    public bool IsTruncated => _header->SnapLength < _header->Length;

    /// <summary>
    /// The frame belongs to a VLAN, or to another device stacked on this one: a copy that must not be answered here,
    /// for the reply would leave without the tag.
    /// </summary>
    /// <remarks>
    /// The kernel takes the tag out of the frame before a packet socket sees it and leaves one of three traces: the
    /// tag beside the frame; another interface index, when a VLAN device took it; or, when no device has that VLAN,
    /// the mark "for another host" on a frame that was sent to a group.
    /// </remarks>
    public bool HasVlanTag =>
        (_header->Status & PacketConstants.TP_STATUS_VLAN_VALID) != 0
        || Sender->InterfaceIndex != _interfaceIndex
        || (IsForAnotherHost && (*(byte*)Address & 1) != 0);

    /// <summary>Neither to this interface's address nor to a group: seen in promiscuous mode, or tagged for a VLAN that is not here.</summary>
    public bool IsForAnotherHost => Sender->PacketType == PacketConstants.PACKET_OTHERHOST;

    private LinkLayerAddress* Sender => (LinkLayerAddress*)((byte*)_header + FrameLayout.Address);
}
