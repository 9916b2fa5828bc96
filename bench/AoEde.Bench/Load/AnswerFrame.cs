using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AoEde.Protocol;

namespace AoEde.Bench.Load;

/// <summary>Reads answers to ATA requests.</summary>
internal static class AnswerFrame
{
    // Devices of old set it beside Ready, and so may a target.
    private const byte SeekComplete = 0x10;

    /// <summary>False if it is no answer to an ATA request.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadTag(ReadOnlySpan<byte> frame, out uint tag)
    {
        tag = 0;
        if (frame.Length < AoeWire.AtaHeaderLength || (frame[Offsets.VersionAndFlags] & (byte)AoeFlags.Response) == 0
            || frame[Offsets.Command] != (byte)AoeCommand.Ata)
        {
            return false;
        }

        tag = BinaryPrimitives.ReadUInt32BigEndian(frame[Offsets.Tag..]);
        return true;
    }

    /// <summary>Whether it reports success and has all data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSuccess(ReadOnlySpan<byte> frame, int dataSectors) =>
        frame[Offsets.VersionAndFlags] == FrameBuilder.Reply && (frame[Offsets.AtaStatusOrOpcode] & ~SeekComplete) == (byte)AtaStatus.Ready
        && frame.Length >= AoeWire.AtaHeaderLength + (dataSectors * AoeWire.SectorSize);
}
