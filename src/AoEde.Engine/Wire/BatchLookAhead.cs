using System.Buffers.Binary;
using AoEde.Engine.Sessions;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>
/// Looks from a received frame at those behind it in the same batch. An initiator that waits too long sends its request
/// again; when both wait in the ring, only the newer is worth an answer. Asked for sessions alone that have said their tags
/// stay the same when a request is sent again, so that it costs nothing to others.
/// </summary>
internal sealed class BatchLookAhead(PacketPort port, int batchFrames)
{
    // By place in the batch; those before _known are there. Gathered once, so that looking is a walk over one cache line or four.
    private readonly uint[] _tags = new uint[batchFrames];
    private int _known;
    private int _current;

    /// <summary>Says which frame of the batch is being dispatched; the first begins a new batch.</summary>
    /// <param name="frame">Its place in the batch, from 0.</param>
    public void MoveTo(int frame)
    {
        _current = frame;
        if (frame == 0)
            _known = 0;
    }

    /// <summary>Whether the very same request waits once more.</summary>
    /// <param name="header">The frame being dispatched.</param>
    /// <param name="session">Its sender's session.</param>
    public bool IsRepeatedLater(in AoeHeader header, Session session)
    {
        // A write by a tag that counts goes where it stands, before what was written since; its copy is known by its tag.
        if (session.Tags == TagMode.None || header.Tag == 0 || (session.TracksWrites && IsWrite(header)))
            return false;
        Gather();
        var behind = _tags.AsSpan(_current + 1, _known - _current - 1);
        while (behind.LastIndexOf(header.Tag) is >= 0 and var at)
        {
            if (port.TryPeek(at + 1, out var later) && later.Bytes.SequenceEqual(header.Frame))
                return true;
            behind = behind[..at];
        }

        return false;
    }

    private static bool IsWrite(in AoeHeader header) =>
        header.Command == AoeCommand.Ata && AtaRequest.TryParse(header, out var ata) && ata.IsWrite;

    private void Gather()
    {
        _known = Math.Max(_known, _current + 1);
        while (_known < batchFrames && port.TryPeek(_known - _current, out var frame))
        {
            var bytes = frame.Bytes;
            _tags[_known++] = bytes.Length < AoeWire.AoeHeaderLength ? 0 : BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]);
        }
    }
}
