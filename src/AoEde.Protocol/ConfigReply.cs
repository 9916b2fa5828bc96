using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>The answer to a Config request, or an advertisement, read in place by an initiator or a probe.</summary>
public readonly ref struct ConfigReply
{
    private readonly ReadOnlySpan<byte> _frame;

    private ConfigReply(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>Requests the target can hold at once.</summary>
    public ushort BufferCount => BinaryPrimitives.ReadUInt16BigEndian(_frame[Offsets.ConfigBufferCount..]);

    /// <summary>The target's firmware number.</summary>
    public ushort Firmware => BinaryPrimitives.ReadUInt16BigEndian(_frame[Offsets.ConfigFirmware..]);

    /// <summary>Sectors per ATA command as sent; 0 stands for 2.</summary>
    public byte SectorCount => _frame[Offsets.ConfigSectorCount];

    /// <summary>The protocol version the target states beside the command.</summary>
    public byte Version => (byte)(_frame[Offsets.ConfigVersionAndCommand] >> 4);

    /// <summary>The request's command, echoed.</summary>
    public ConfigCommand Command => (ConfigCommand)(_frame[Offsets.ConfigVersionAndCommand] & 0x0F);

    /// <summary>The target's string, if its length holds.</summary>
    /// <param name="text">The bytes of the string, a part of the frame; empty when the answer is false.</param>
    /// <returns>True when the length is at most 1024 and lies within the frame.</returns>
    public bool TryGetString(out ReadOnlySpan<byte> text)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(_frame[Offsets.ConfigLength..]);
        var holds = length <= AoeWire.MaximumConfigLength && AoeWire.ConfigHeaderLength + length <= _frame.Length;
        text = holds ? _frame.Slice(AoeWire.ConfigHeaderLength, length) : default;
        return holds;
    }

    /// <summary>Reads the answer in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Config"/>.</param>
    /// <param name="reply">The answer; empty when the answer is false.</param>
    /// <returns>True when the frame has the 32 bytes.</returns>
    public static bool TryParse(in AoeHeader header, out ConfigReply reply)
    {
        var fits = header.Frame.Length >= AoeWire.ConfigHeaderLength;
        reply = fits ? new ConfigReply(header.Frame) : default;
        return fits;
    }
}
