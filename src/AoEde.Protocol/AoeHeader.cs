using System.Buffers.Binary;

namespace AoEde.Protocol;

/// <summary>The 24 bytes every AoE frame begins with, read in place.</summary>
public readonly ref struct AoeHeader
{
    private AoeHeader(ReadOnlySpan<byte> frame) => Frame = frame;

    /// <summary>The whole frame as received: its padding, and nothing beyond it.</summary>
    public ReadOnlySpan<byte> Frame { get; }

    /// <summary>Everything behind the header.</summary>
    public ReadOnlySpan<byte> Argument => Frame[AoeWire.AoeHeaderLength..];

    /// <summary>Whom the frame was sent to.</summary>
    public MacAddress Destination => MacAddress.Read(Frame[Offsets.Destination..]);

    /// <summary>Who sent the frame.</summary>
    public MacAddress Source => MacAddress.Read(Frame[Offsets.Source..]);

    /// <summary>The version nibble, 0 to 15; <see cref="AoeWire.Version"/> is the one we speak.</summary>
    public byte Version => (byte)(Frame[Offsets.VersionAndFlags] >> 4);

    /// <summary>The flag nibble, with the bits that have no name.</summary>
    public AoeFlags Flags => (AoeFlags)(Frame[Offsets.VersionAndFlags] & 0x0F);

    /// <summary>Whether the frame is an answer, which a target must not answer.</summary>
    public bool IsResponse => (Flags & AoeFlags.Response) != AoeFlags.None;

    /// <summary>Whether the Error flag is set; it has no meaning in a request.</summary>
    public bool IsError => (Flags & AoeFlags.Error) != AoeFlags.None;

    /// <summary>The error byte; meaningful with <see cref="IsError"/>.</summary>
    public AoeError Error => (AoeError)Frame[Offsets.Error];

    /// <summary>The shelf and slot asked for (request) or answering (reply).</summary>
    public AoeAddress Address => new(BinaryPrimitives.ReadUInt16BigEndian(Frame[Offsets.Shelf..]), Frame[Offsets.Slot]);

    /// <summary>The command.</summary>
    public AoeCommand Command => (AoeCommand)Frame[Offsets.Command];

    /// <summary>The tag, first byte most significant. It means nothing to a target and goes back as it came.</summary>
    public uint Tag => BinaryPrimitives.ReadUInt32BigEndian(Frame[Offsets.Tag..]);

    /// <summary>Reads a header in place.</summary>
    /// <param name="frame">A frame, exactly as long as it was on the wire.</param>
    /// <param name="header">The header; empty when the answer is false.</param>
    /// <returns>True when there are 24 bytes and the EtherType is ours. The version is not judged here.</returns>
    public static bool TryParse(ReadOnlySpan<byte> frame, out AoeHeader header)
    {
        if (frame.Length < AoeWire.AoeHeaderLength || BinaryPrimitives.ReadUInt16BigEndian(frame[Offsets.EtherType..]) != AoeWire.EtherType)
        {
            header = default;
            return false;
        }

        header = new AoeHeader(frame);
        return true;
    }
}
