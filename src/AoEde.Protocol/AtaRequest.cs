namespace AoEde.Protocol;

/// <summary>An ATA command (command 0), read in place.</summary>
public readonly ref struct AtaRequest
{
    private readonly ReadOnlySpan<byte> _frame;

    private AtaRequest(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>The flags as sent, with the bits that have no name.</summary>
    public AtaFlags Flags => (AtaFlags)_frame[Offsets.AtaFlags];

    /// <summary>The feature register.</summary>
    public byte Feature => _frame[Offsets.AtaErrorOrFeature];

    /// <summary>Sectors to move. 0 means none here, although ATA's own 0 means the maximum.</summary>
    public byte Count => _frame[Offsets.AtaCount];

    /// <summary>The command register.</summary>
    public AtaOpcode Opcode => (AtaOpcode)_frame[Offsets.AtaStatusOrOpcode];

    /// <summary>The first sector meant: 28 bits for 0x20 and 0x30, else 48. The opcode decides, not the Extended flag.</summary>
    public ulong Lba => Protocol.Lba.Meant(RawLba, Opcode);

    /// <summary>All 48 bits as sent, which a reply echoes.</summary>
    public ulong RawLba => Protocol.Lba.Read(_frame);

    /// <summary>Everything behind the ATA header: the data of a write, and whatever padding follows it.</summary>
    public ReadOnlySpan<byte> Data => _frame[AoeWire.AtaHeaderLength..];

    /// <summary>Whether the opcode is one of the two reads.</summary>
    public bool IsRead => Opcode is AtaOpcode.ReadSectors or AtaOpcode.ReadSectorsExt;

    /// <summary>Whether the opcode is one of the two writes.</summary>
    public bool IsWrite => Opcode is AtaOpcode.WriteSectors or AtaOpcode.WriteSectorsExt;

    /// <summary>Reads the command in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Ata"/>.</param>
    /// <param name="request">The command; empty when the answer is false.</param>
    /// <returns>True when the frame has the 36 bytes.</returns>
    public static bool TryParse(in AoeHeader header, out AtaRequest request)
    {
        var fits = header.Frame.Length >= AoeWire.AtaHeaderLength;
        request = fits ? new AtaRequest(header.Frame) : default;
        return fits;
    }
}
