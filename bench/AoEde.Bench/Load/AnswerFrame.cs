using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AoEde.Protocol;

namespace AoEde.Bench.Load;

/// <summary>Reads answers to ATA requests.</summary>
internal static class AnswerFrame
{
    private const byte Response = 0x18, Ready = 0x40;
    private const int FlagsAt = 14, CommandAt = 19, TagAt = 20, StatusAt = 27;

    /// <summary>False if it is no answer to an ATA request.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadTag(ReadOnlySpan<byte> frame, out uint tag)
    {
        tag = 0;
        if (frame.Length < AoeWire.AtaHeaderLength || (frame[FlagsAt] & (byte)AoeFlags.Response) == 0 || frame[CommandAt] != (byte)AoeCommand.Ata)
            return false;
        tag = BinaryPrimitives.ReadUInt32BigEndian(frame[TagAt..]);
        return true;
    }

    /// <summary>Whether it reports success and has all data.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSuccess(ReadOnlySpan<byte> frame, int dataSectors) =>
        frame[FlagsAt] == Response && (frame[StatusAt] & ~0x10) == Ready
        && frame.Length >= AoeWire.AtaHeaderLength + (dataSectors * AoeWire.SectorSize);
}
