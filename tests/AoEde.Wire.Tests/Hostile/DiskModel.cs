using System.Buffers.Binary;
using AoEde.Testing.Files;
using AoEde.Testing.Frames;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>What the disk holds according to the answers: changed by acknowledged writes and by nothing else.</summary>
internal sealed class DiskModel(Subject subject)
{
    private readonly byte[] _content = subject.Image.Read(0, (int)subject.Sectors);

    /// <summary>Null if the answer to a request can be explained; called in the order the requests were sent.</summary>
    public string? Apply(ReadOnlySpan<byte> request, Reply reply)
    {
        if (reply.Command != 0 || reply.IsError || reply.AtaStatus != 0x40)
            return null;
        var (lba, count) = (Lba(request), request[26]);
        switch (request[27])
        {
            case 0x20 or 0x24 when count > 0:
                return !Exists(lba, count) ? "it reads sectors that do not exist"
                    : WithoutChecksum(reply, count).SequenceEqual(Sectors(lba, count)) ? null
                    : $"it reads\n{FrameDump.Difference(Sectors(lba, count), reply.Data)}";
            case 0x30 or 0x34 when count > 0:
                if (!IsCompleteWrite(request))
                    return "it acknowledges a write that cannot have been done";
                request.Slice(36, count * 512).CopyTo(Sectors(lba, count));
                return null;
            default:
                return null;
        }
    }

    /// <summary>A write that should have been answered was not: what the file now holds decides.</summary>
    public void Reread(ReadOnlySpan<byte> request)
    {
        var (lba, count) = (Lba(request), request[26]);
        subject.Image.Read((long)lba, count).CopyTo(Sectors(lba, count));
    }

    /// <summary>A request that goes to the disk, and has to be answered.</summary>
    public bool IsDiskRequest(ReadOnlySpan<byte> request) =>
        IsCompleteWrite(request) || request[27] is 0xE7 or 0xEA
        || (request[27] is 0x20 or 0x24 && request[26] > 0 && request[26] <= subject.MaxSectors && Exists(Lba(request), request[26]));

    /// <summary>Opcode, address, count and the sectors to be written: what makes two requests the same.</summary>
    public static byte[] WhatItDoes(ReadOnlySpan<byte> request) =>
        [request[27], request[26], .. BitConverter.GetBytes(Lba(request)),
            .. request[27] is 0x30 or 0x34 ? request.Slice(36, request[26] * 512) : []];

    /// <summary>A write request that a target may carry out.</summary>
    public bool IsCompleteWrite(ReadOnlySpan<byte> request) =>
        request.Length >= 36 && request[19] == 0 && request[27] is 0x30 or 0x34 && request[26] > 0
        && request.Length >= 36 + (request[26] * 512) && request[26] <= subject.MaxSectors
        && Exists(Lba(request), request[26]);

    /// <summary>Null if the file holds exactly this.</summary>
    public string? CompareFile()
    {
        var file = subject.Image.Read(0, (int)subject.Sectors);
        for (var lba = 0; lba < subject.Sectors; lba++)
        {
            var model = _content.AsSpan(lba * 512, 512);
            var actual = file.AsSpan(lba * 512, 512);
            if (!model.SequenceEqual(actual))
                return $"sector {lba}:\n{FrameDump.Difference(model, actual)}";
        }

        return subject.Image.Bytes == _content.Length ? null : $"the file now has {subject.Image.Bytes} bytes";
    }

    private static ulong Lba(ReadOnlySpan<byte> request)
    {
        var low = BinaryPrimitives.ReadUInt32LittleEndian(request[28..]);
        return request[27] is 0x20 or 0x30
            ? low & 0x0FFF_FFFF
            : low | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(request[32..]) << 32);
    }

    // Whether one may be there is a matter of the rules.
    private static ReadOnlySpan<byte> WithoutChecksum(Reply reply, int count) =>
        reply.Data.Length == (count * 512) + 4 ? reply.Data.AsSpan(0, count * 512) : reply.Data;

    private bool Exists(ulong lba, int count) => lba + (ulong)count <= (ulong)subject.Sectors;

    private Span<byte> Sectors(ulong lba, int count) => _content.AsSpan((int)lba * TempImage.SectorBytes, count * TempImage.SectorBytes);
}
