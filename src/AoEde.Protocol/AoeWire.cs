namespace AoEde.Protocol;

/// <summary>Numbers of the wire. Offsets are bytes from the first byte of the Ethernet destination address.</summary>
public static class AoeWire
{
    /// <summary>The EtherType of ATA over Ethernet.</summary>
    public const ushort EtherType = 0x88A2;

    /// <summary>The only protocol version there is.</summary>
    public const byte Version = 1;

    /// <summary>Bytes of an Ethernet header without a VLAN tag.</summary>
    public const int EthernetHeaderLength = 14;

    /// <summary>Bytes up to the argument of any command: the shortest frame that can be a request.</summary>
    public const int AoeHeaderLength = 24;

    /// <summary>Bytes up to the data of an ATA command.</summary>
    public const int AtaHeaderLength = 36;

    /// <summary>Bytes up to the string of a Config command.</summary>
    public const int ConfigHeaderLength = 32;

    /// <summary>Bytes up to the first directive of a MAC mask command.</summary>
    public const int MaskHeaderLength = 28;

    /// <summary>Bytes of one MAC mask directive: reserved, directive, address.</summary>
    public const int MaskEntryLength = 8;

    /// <summary>Bytes up to the first address of a Reserve/Release command.</summary>
    public const int ReserveHeaderLength = 26;

    /// <summary>Bytes up to the string table of an extensions command.</summary>
    public const int ExtensionsHeaderLength = 26;

    /// <summary>Bytes up to the first further read of a coalesced read: the ATA header and the number of further reads.</summary>
    public const int CoalescedHeaderLength = 37;

    /// <summary>Bytes of one further read of a coalesced read.</summary>
    public const int CoalescedEntryLength = 16;

    /// <summary>Bytes of a <see cref="Extensions.Crc8x4"/> behind the data of an ATA command.</summary>
    public const int ChecksumLength = 4;

    /// <summary>The longest Config string, in bytes.</summary>
    public const int MaximumConfigLength = 1024;

    /// <summary>The most addresses a mask or reservation list can carry: its count is one byte.</summary>
    public const int MaximumListCount = 255;

    /// <summary>Bytes of the shortest Ethernet frame without its check sequence. Virtual links do not pad, so we do.</summary>
    public const int MinimumFrameLength = 60;

    /// <summary>Bytes of a sector on the wire, whatever the medium has.</summary>
    public const int SectorSize = 512;

    /// <summary>
    /// Sectors that one frame carries on a link. The header's 36 bytes include the 14 of Ethernet, which an MTU does not
    /// count; initiators reckon the same way, so the rounding is theirs too.
    /// </summary>
    /// <param name="mtu">The interface MTU in bytes.</param>
    /// <returns>0 (nothing fits) to 255 (the count is one byte).</returns>
    public static int SectorsPerFrame(int mtu) =>
        mtu <= AtaHeaderLength ? 0 : Math.Min((mtu - AtaHeaderLength) / SectorSize, byte.MaxValue);

    /// <summary>Sectors that one frame carries with a checksum behind them.</summary>
    /// <param name="mtu">The interface MTU in bytes.</param>
    /// <returns>0 (nothing fits) to 255 (the count is one byte).</returns>
    public static int SectorsPerFrameWithChecksum(int mtu) => SectorsPerFrame(mtu - ChecksumLength);
}
