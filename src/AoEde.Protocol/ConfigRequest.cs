using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>A Config request (command 1), read in place.</summary>
public readonly ref struct ConfigRequest
{
    private readonly ReadOnlySpan<byte> _frame;

    private ConfigRequest(ReadOnlySpan<byte> frame) => _frame = frame;

    /// <summary>What is wanted, 0 to 15: values without a name occur.</summary>
    public ConfigCommand Command => (ConfigCommand)(_frame[Offsets.ConfigVersionAndCommand] & 0x0F);

    /// <summary>The length claimed for the string, in bytes. aoeping puts nonsense here in a read, so a read ignores it.</summary>
    public ushort Length => BinaryPrimitives.ReadUInt16BigEndian(_frame[Offsets.ConfigLength..]);

    /// <summary>The string, if the claim holds.</summary>
    /// <param name="text">The bytes of the string, a part of the frame; empty when the answer is false.</param>
    /// <returns>True when the claimed length is at most 1024 and lies within the frame.</returns>
    public bool TryGetString(out ReadOnlySpan<byte> text)
    {
        int length = Length;
        var holds = length <= AoeWire.MaximumConfigLength && AoeWire.ConfigHeaderLength + length <= _frame.Length;
        text = holds ? _frame.Slice(AoeWire.ConfigHeaderLength, length) : default;
        return holds;
    }

    /// <summary>Reads the request in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Config"/>.</param>
    /// <param name="request">The request; empty when the answer is false.</param>
    /// <returns>True when the frame has the 32 bytes.</returns>
    public static bool TryParse(in AoeHeader header, out ConfigRequest request)
    {
        var fits = header.Frame.Length >= AoeWire.ConfigHeaderLength;
        request = fits ? new ConfigRequest(header.Frame) : default;
        return fits;
    }
}
