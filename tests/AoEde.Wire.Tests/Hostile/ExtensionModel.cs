using AoEde.Protocol;
using AoEde.Testing.Frames;
using AoEde.Wire.Tests.Conformance;

namespace AoEde.Wire.Tests.Hostile;

/// <summary>
/// What extensions may change, and for whom. One station never negotiates a checksum or coalesced reads, and to it nothing may
/// look different; to the others an answer may be as with them or as without, for a frame that ended them may have been any.
/// </summary>
internal sealed class ExtensionModel(Subject subject)
{
    private const int ReadBytes = 36;
    private readonly Dictionary<uint, byte[]> _negotiations = [];
    private readonly HashSet<uint> _further = [];
    private readonly HashSet<uint> _ambiguous = [];
    private bool _checksums;

    public void Learn(byte[] frame)
    {
        if (frame.Length < RequestFrame.HeaderBytes || frame[19] != 0x23)
            return;
        _negotiations[new Reply(frame).Tag] = frame;
        _checksums |= frame.AsSpan().IndexOf("crc8x4"u8) >= 0;
    }

    /// <summary>The reads that a frame may hold behind its own, each as the request it would be alone.</summary>
    public IEnumerable<byte[]> FurtherReads(byte[] frame)
    {
        if (frame.Length < 53 || frame[19] != 0 || frame[27] is not (0x20 or 0x24) || IsStrict(MacAddress.Read(frame.AsSpan(6))))
            yield break;
        for (var i = 0; i < frame[36] && 37 + (16 * (i + 1)) <= frame.Length; i++)
        {
            var alone = new byte[RequestFrame.MinimumBytes];
            frame.AsSpan(0, ReadBytes).CopyTo(alone);
            frame.AsSpan(37 + (16 * i), 4).CopyTo(alone.AsSpan(20));
            frame.AsSpan(41 + (16 * i), 6).CopyTo(alone.AsSpan(28));
            alone[26] = frame[52 + (16 * i)];
            yield return alone;
        }
    }

    /// <summary>Takes a further read among the requests, if its tag is no other's.</summary>
    public void Expect(OrderedDictionary<uint, byte[]> requests, byte[] further)
    {
        var tag = new Reply(further).Tag;
        if (!_further.Add(tag) || !requests.TryAdd(tag, further))
            _ambiguous.Add(tag);
    }

    public bool IsFurtherRead(Reply reply) => _further.Contains(reply.Tag) && !IsStrict(reply.Destination);

    /// <summary>The tag may be that of several requests, of a station that coalesces reads with tags made up by chance.</summary>
    public bool IsAmbiguous(Reply reply) => _ambiguous.Contains(reply.Tag) && !IsStrict(reply.Destination);

    /// <summary>A write that is dropped if its sender has checksums on.</summary>
    public bool MayBeDamaged(ReadOnlySpan<byte> write)
    {
        var end = ReadBytes + (write[26] * 512);
        return _checksums && write[27] is 0x30 or 0x34 && !IsStrict(MacAddress.Read(write[6..]))
            && write.Length >= end + 4 && !Checksum.IsAt(write, end);
    }

    /// <summary>The first rule broken, or null.</summary>
    public string? Violation(ReadOnlySpan<byte> request, Reply reply)
    {
        var plain = subject.Rules.Violation(request, reply);
        return plain is null || !_checksums || IsStrict(reply.Destination)
            ? plain
            : (subject.Rules with { HasChecksums = true }).Violation(request, reply) is null ? null : plain;
    }

    /// <summary>Null if a negotiation's answer, which may be late, is the request with some letters in capitals.</summary>
    public string? Problem(Reply reply)
    {
        if (!_negotiations.Remove(reply.Tag, out var request))
            return "nobody negotiated, or the answer comes twice";
        for (var i = RequestFrame.HeaderBytes; i < request.Length && i < reply.Length; i++)
        {
            if (reply.Bytes[i] != request[i] && reply.Bytes[i] != char.ToUpperInvariant((char)request[i]))
                return $"byte {i} is another";
        }

        return subject.Rules.Violation(request, reply);
    }

    private bool IsStrict(MacAddress station) => station == subject.Me.Initiator.Mac;
}
