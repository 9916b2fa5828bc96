using System.Buffers.Binary;
using AoEde.Protocol;
using AoEde.Testing.Frames;

namespace AoEde.Testing.Load;

/// <summary>Writes and reads the frames of a load in place, in ring memory.</summary>
internal sealed class FrameTemplate
{
    public const int DataOffset = 36;
    private const byte ReadExt = 0x24, WriteExt = 0x34;
    private readonly byte[] _header;
    private readonly MacAddress _station;

    public FrameTemplate(MacAddress station, TargetIdentity target)
    {
        _station = station;
        _header = new RequestFrame
        {
            Destination = target.Mac,
            Source = station,
            Shelf = target.Shelf,
            Slot = target.Slot,
            Command = 0,
            Argument = Arguments.Ata(ReadExt, 0, 0, Arguments.Extended),
        }.ToBytes();
    }

    public int Write(Span<byte> frame, in RequestSlot slot, long lba, int sectors)
    {
        _header.CopyTo(frame);
        BinaryPrimitives.WriteUInt32BigEndian(frame[20..], slot.Tag);
        frame[26] = (byte)sectors;
        BinaryPrimitives.WriteUInt32LittleEndian(frame[28..], (uint)lba);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[32..], (ushort)(lba >> 32));
        if (!slot.IsWrite)
            return _header.Length;
        frame[24] = Arguments.Extended | Arguments.Write;
        frame[27] = WriteExt;
        for (var i = 0; i < sectors; i++)
            SectorStamp.Fill(frame[(DataOffset + (i * SectorStamp.Bytes))..], lba + i, slot.Version);
        return DataOffset + (sectors * SectorStamp.Bytes);
    }

    /// <summary>A response of the target to this station on an ATA command: the station may be at work on others, too.</summary>
    public bool IsAnswer(ReadOnlySpan<byte> frame, out uint tag)
    {
        tag = 0;
        if (frame.Length < DataOffset || (frame[14] & 0x08) == 0 || frame[19] != 0 || MacAddress.Read(frame) != _station
            || !frame[16..19].SequenceEqual(_header.AsSpan(16, 3)))
        {
            return false;
        }

        tag = BinaryPrimitives.ReadUInt32BigEndian(frame[20..]);
        return true;
    }

    /// <summary>Sends to another station from now on, if a frame says that the target is there: a Config response with its address.</summary>
    public void Follow(ReadOnlySpan<byte> frame)
    {
        var isAnnouncement = frame.Length >= RequestFrame.HeaderBytes && (frame[14] & 0x0C) == 0x08 && frame[19] == 1;
        if (isAnnouncement && frame[16..19].SequenceEqual(_header.AsSpan(16, 3)))
            frame[6..12].CopyTo(_header);
    }

    /// <summary>Null if the answer reports success and has the right size.</summary>
    public string? Problem(ReadOnlySpan<byte> frame, int dataSectors)
    {
        var expected = Math.Max(RequestFrame.MinimumBytes, DataOffset + (dataSectors * SectorStamp.Bytes));
        return frame[14] == 0x18 && frame[25] == 0 && frame[27] == 0x40 && frame.Length == expected
            ? null
            : $"not a good answer of {expected} bytes\n{FrameDump.Of(frame)}";
    }
}
