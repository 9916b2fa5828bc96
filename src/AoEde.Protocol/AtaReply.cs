namespace AoEde.Protocol;

/// <summary>The answer to an ATA command, read in place by an initiator.</summary>
public readonly ref struct AtaReply
{
    private readonly ReadOnlySpan<byte> _frame;

    private AtaReply(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>The request's flags, echoed.</summary>
    public AtaFlags Flags => (AtaFlags)_frame[Offsets.AtaFlags];

    /// <summary>The error register.</summary>
    public AtaError Error => (AtaError)_frame[Offsets.AtaErrorOrFeature];

    /// <summary>Sectors not moved; 0xFF after a power check.</summary>
    public byte Count => _frame[Offsets.AtaCount];

    /// <summary>The status register.</summary>
    public AtaStatus Status => (AtaStatus)_frame[Offsets.AtaStatusOrOpcode];

    /// <summary>The request's LBA bytes, echoed.</summary>
    public ulong RawLba => Lba.Read(_frame);

    /// <summary>Everything behind the ATA header: data, or padding.</summary>
    public ReadOnlySpan<byte> Data => _frame[AoeWire.AtaHeaderLength..];

    /// <summary>Reads the answer in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Ata"/>.</param>
    /// <param name="reply">The answer; empty when the answer is false.</param>
    /// <returns>True when the frame has the 36 bytes.</returns>
    public static bool TryParse(in AoeHeader header, out AtaReply reply)
    {
        var fits = header.Frame.Length >= AoeWire.AtaHeaderLength;
        reply = fits ? new AtaReply(header.Frame) : default;
        return fits;
    }
}
