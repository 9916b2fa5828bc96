using System.Buffers.Binary;

namespace AoEde.Protocol.Extensions;

/// <summary>AoEde's extension negotiation (command 0x23), read in place: a table of strings, each one a wish.</summary>
public readonly ref struct ExtensionsRequest
{
    private readonly int _end;

    private ExtensionsRequest(ReadOnlySpan<byte> frame, int end)
    {
        Frame = frame;
        _end = end;
    }

    /// <summary>The strings, in the order they were sent.</summary>
    public ExtensionStrings Strings => new(Frame, _end);

    internal ReadOnlySpan<byte> Frame { get; }

    /// <summary>Reads the request in place.</summary>
    /// <param name="header">A header whose command is <see cref="AoeCommand.Extensions"/>.</param>
    /// <param name="request">The request; empty when the answer is false.</param>
    /// <returns>True when the table lies within the frame and is closed. Otherwise the request deserves no answer at all.</returns>
    /// <remarks>
    /// The length is in the byte order of whoever built the first target, and that was little-endian in nearly all cases; one
    /// that makes sense in the other order only comes from the rest.
    /// </remarks>
    public static bool TryParse(scoped in AoeHeader header, out ExtensionsRequest request)
    {
        request = default;
        var frame = header.Frame;
        if (frame.Length < AoeWire.ExtensionsHeaderLength)
            return false;
        var length = frame[Offsets.ExtensionsLength..];
        int end = AoeWire.ExtensionsHeaderLength + BinaryPrimitives.ReadUInt16LittleEndian(length);
        if (!IsClosed(frame, end))
            end = AoeWire.ExtensionsHeaderLength + BinaryPrimitives.ReadUInt16BigEndian(length);
        if (!IsClosed(frame, end))
            return false;
        request = new ExtensionsRequest(frame, end);
        return true;
    }

    // The last string's terminator, and the empty string behind it.
    private static bool IsClosed(ReadOnlySpan<byte> frame, int end) =>
        end >= AoeWire.ExtensionsHeaderLength + 2 && end <= frame.Length && frame[end - 2] == 0 && frame[end - 1] == 0;
}
