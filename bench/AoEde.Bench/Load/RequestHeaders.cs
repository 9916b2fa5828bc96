using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using AoEde.Protocol;

namespace AoEde.Bench.Load;

/// <summary>The first 36 bytes of every request, made beforehand for each pair of initiator and target; only what differs is written anew.</summary>
internal sealed class RequestHeaders
{
    public const int Bytes = AoeWire.AtaHeaderLength;
    private readonly byte[] _headers;
    private readonly int _targets;

    public RequestHeaders(IReadOnlyList<MacAddress> initiators, IReadOnlyList<LoadTarget> targets)
    {
        _targets = targets.Count;
        _headers = new byte[initiators.Count * targets.Count * Bytes];
        Span<byte> frame = stackalloc byte[AoeWire.MinimumFrameLength];
        for (var i = 0; i < initiators.Count; i++)
        {
            for (var t = 0; t < targets.Count; t++)
            {
                RequestWriter.Read(frame, new RequestContext(targets[t].Mac, initiators[i], targets[t].Address, Tag: 0), lba: 0, count: 0);
                frame[..Bytes].CopyTo(_headers.AsSpan(((i * _targets) + t) * Bytes));
            }
        }
    }

    /// <summary>Writes a header; a read is as long as the shortest Ethernet frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(Span<byte> frame, int initiator, in RequestState request, long lba, int sectors)
    {
        _headers.AsSpan(((initiator * _targets) + request.Target) * Bytes, Bytes).CopyTo(frame);
        BinaryPrimitives.WriteUInt32BigEndian(frame[Offsets.Tag..], request.Tag);
        frame[Offsets.AtaCount] = (byte)sectors;
        BinaryPrimitives.WriteUInt32LittleEndian(frame[Offsets.AtaLba..], (uint)lba);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[(Offsets.AtaLba + 4)..], (ushort)(lba >> 32));
        if (!request.IsWrite)
        {
            frame[Bytes..AoeWire.MinimumFrameLength].Clear();
            return AoeWire.MinimumFrameLength;
        }

        frame[Offsets.AtaFlags] = (byte)(AtaFlags.Extended | AtaFlags.Write);
        frame[Offsets.AtaStatusOrOpcode] = (byte)AtaOpcode.WriteSectorsExt;
        return Bytes + (sectors * AoeWire.SectorSize);
    }
}
