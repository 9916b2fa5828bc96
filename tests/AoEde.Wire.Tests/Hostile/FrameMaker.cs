using System.Buffers.Binary;
using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Testing.Initiators;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>
/// Makes frames nobody should send, the same ones for the same seed: valid requests of every kind with bits flipped, cut,
/// extended, with extreme counts, lengths and addresses, sent twice; and plain noise. Each carries a tag of its own.
/// </summary>
internal sealed class FrameMaker(Subject subject, int seed)
{
    private static readonly byte[] Opcodes = [0x20, 0x24, 0x30, 0x34, 0x20, 0x24, 0x30, 0x34, 0xEC, 0xE7, 0xEA, 0xE5, 0xB0, 0x25, 0x00];
    private static readonly ulong[] Lbas = [0, 1, 7, 2040, 2046, 2047, 2048, 0x0FFF_FFFF, 0x1000_0000, 0xFFFF_FFFF_FFFF];
    private readonly Random _random = new(seed);
    private uint _made;
    private byte[]? _previous;

    /// <summary>The next frame. It never adds a station to the mask list: that would end the conversation, rightly.</summary>
    public byte[] Next()
    {
        while (true)
        {
            var frame = Mutate(_random.Next(20) == 0 ? Noise() : Valid().ToBytes());
            if (frame.Length >= RequestFrame.HeaderBytes)
                // An odd factor makes the count walk through all values of all four bytes without repetition.
                BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(20), ++_made * 0x9E37_79B1);
            if (AddsToMaskList(frame))
                continue;
            _previous = frame;
            return [.. frame];
        }
    }

    private static bool AddsToMaskList(byte[] frame)
    {
        if (frame.Length < 28 || frame[19] != 2 || frame[25] != 1)
            return false;
        for (var i = 0; i < frame[27] && 29 + (8 * i) < frame.Length; i++)
        {
            if (frame[29 + (8 * i)] == 1)
                return true;
        }

        return false;
    }

    private RequestFrame Valid()
    {
        var client = _random.Next(3) == 0 ? subject.Other : subject.Me;
        var request = _random.Next(13) switch
        {
            0 => client.Config((byte)_random.Next(6), Text()),
            1 => client.MaskRead(),
            2 => client.ReserveRead(),
            3 when _random.Next(10) == 0 => client.ReserveSet([.. Macs()]),
            4 => client.Request(0x23, Negotiation(client)),
            5 => client.Request((byte)_random.Next(256), Bytes(_random.Next(64))),
            6 => client.MaskEdit([.. Macs().Select(m => ((byte)(_random.Next(2) * 2), m))]),
            _ => Ata(client),
        };
        return _random.Next(30) switch
        {
            0 => request with { Destination = MacAddress.Broadcast },
            1 => request with { Shelf = 0xFFFF, Slot = 0xFF },
            2 => request with { Slot = (byte)_random.Next(256) },
            // Strangers never write: they may be left without an answer, and then nobody could say what the disk holds.
            3 when request.Command != 0 => request with { Source = Station() },
            4 => request with { Source = client.Target.Mac },
            5 => request with { VersionAndFlags = (byte)_random.Next(256) },
            6 => request with { Destination = Station() },
            _ => request,
        };
    }

    private RequestFrame Ata(TargetClient client)
    {
        var count = (byte)(_random.Next(8) == 0 ? _random.Next(256) : _random.Next(subject.MaxSectors + 2));
        var lba = _random.Next(3) == 0 ? Lbas[_random.Next(Lbas.Length)] : (ulong)_random.Next(2048);
        var opcode = Opcodes[_random.Next(Opcodes.Length)];
        var isWrite = opcode is 0x30 or 0x34;
        var data = isWrite ? Bytes(Math.Min(count, subject.MaxSectors) * 512) : null;
        var request = client.Ata(opcode, lba, count, (byte)(isWrite ? 0x41 : _random.Next(2) * 0x40), data);
        return (isWrite, _random.Next(4)) switch
        {
            (true, 0) => request.WithChecksum((byte)(_random.Next(4) == 0 ? 1 : 0)),
            (false, 0) => request with { Argument = [.. request.Argument, .. FurtherReads()] },
            _ => request,
        };
    }

    // One station never negotiates what changes the frames: whatever all others do, it must not notice.
    private byte[] Negotiation(TargetClient client)
    {
        string[] harmless = ["reset", "tag_inc_le", "tag_inc_be", "tag_random", "congestion", $"{_random.Next(5)}", "RESET", "nope"];
        string[] all = [.. harmless, "crc8x4", "crc8x4", "coalesced_read", "coalesced_read", "", "-1"];
        var offered = client == subject.Me ? harmless : all;
        var strings = Enumerable.Range(0, _random.Next(5)).Select(_ => offered[_random.Next(offered.Length)]).ToArray();
        var table = Arguments.Extensions(strings)[2..];
        return Arguments.ExtensionTable(table, _random.Next(10) == 0 ? _random.Next(0x10000) : null, bigEndian: _random.Next(5) == 0);
    }

    private byte[] FurtherReads()
    {
        var reads = new (uint Tag, ulong Lba, byte Count)[_random.Next(5)];
        for (var i = 0; i < reads.Length; i++)
            reads[i] = (++_made * 0x9E37_79B1, (ulong)_random.Next(2060), (byte)_random.Next(subject.MaxSectors + 2));
        return Arguments.FurtherReads(_random.Next(5) == 0 ? (byte)_random.Next(256) : null, reads);
    }

    private byte[] Mutate(byte[] frame)
    {
        switch (_random.Next(10))
        {
            case 0 or 1 when frame.Length > 14:
                for (var flips = _random.Next(1, 9); flips > 0; flips--)
                    frame[_random.Next(14, Math.Min(frame.Length, 64))] ^= (byte)(1 << _random.Next(8));
                return frame;
            case 2:
                return frame[.._random.Next(14, frame.Length + 1)];
            case 3:
                return [.. frame, .. Bytes(_random.Next(subject.Mtu + 14 - frame.Length + 1))];
            case 4 when frame.Length >= 32:
                // Counts and lengths of every command live here.
                frame[_random.Next(24, 32)] = (byte)(_random.Next(2) * 0xFF);
                return frame;
            case 5 when _previous is not null:
                return [.. _previous];
            default:
                return frame;
        }
    }

    private byte[] Noise()
    {
        var frame = Bytes(_random.Next(14, subject.Mtu + 14));
        subject.Me.Target.Mac.WriteTo(frame);
        subject.Me.Initiator.Mac.WriteTo(frame.AsSpan(6));
        frame[12] = 0x88;
        frame[13] = 0xA2;
        return frame;
    }

    private string Text() => new('x', _random.Next(4) == 0 ? _random.Next(1100) : _random.Next(20));

    private IEnumerable<MacAddress> Macs() => Enumerable.Range(0, _random.Next(4)).Select(_ => Station());

    private MacAddress Station() => new(0x0200_0000_B000UL + (ulong)_random.Next(64));

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
