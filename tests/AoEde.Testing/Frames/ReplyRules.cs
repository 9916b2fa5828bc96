using AoEde.Protocol;

namespace AoEde.Testing.Frames;

/// <summary>
/// What holds for every answer whatever was asked: it is an answer, of version 1, by the target itself, to the asker, to
/// the request's tag and command; exactly as long as its content but at least 60 bytes; zero beyond its content.
/// </summary>
/// <param name="Target">Who answers.</param>
/// <param name="Mtu">What fits.</param>
/// <param name="HasChecksums">Whether the asker negotiated a checksum behind data.</param>
public sealed record ReplyRules(TargetIdentity Target, int Mtu, bool HasChecksums = false)
{
    private const byte Read = 0x20, ReadExt = 0x24, Identify = 0xEC;

    /// <summary>The first rule broken, or null.</summary>
    public string? Violation(RequestFrame request, Reply reply) => Violation(request.ToBytes(), reply);

    /// <summary>The first rule broken, or null; for requests that may be anything of at least a header's length.</summary>
    public string? Violation(ReadOnlySpan<byte> request, Reply reply)
    {
        if (reply.Length < 28)
            return $"{reply.Length} bytes are no answer to anything";
        if ((reply.VersionAndFlags & 0xFB) != 0x18)
            return $"byte 14 is {reply.VersionAndFlags:x2}";
        if (reply.IsError != (reply.Error != 0))
            return $"the E flag and error {reply.Error} disagree";
        if (reply.Destination != MacAddress.Read(request[6..]))
            return $"it goes to {reply.Destination}";
        if (reply.Source != Target.Mac)
            return $"it comes from {reply.Source}";
        if (reply.Shelf != Target.Shelf || reply.Slot != Target.Slot)
            return $"it says it is {reply.Shelf}.{reply.Slot}";
        if (!reply.Bytes.AsSpan(19, 5).SequenceEqual(request.Slice(19, 5)))
            return $"tag {reply.Tag:x8} and command {reply.Command} are not the request's";
        if (reply.Command == 0 && !reply.IsError && request.Length < 36)
            return "the request had no ATA header";
        if (HasChecksums && reply.Command == 0 && reply.Length > RequestFrame.MinimumBytes && !Checksum.IsAt(reply.Bytes, reply.Length - 4))
            return "its checksum is wrong";
        return LengthViolation(ContentBytes(request, reply), reply);
    }

    private string? LengthViolation(int content, Reply reply)
    {
        if (content > reply.Length)
            return $"its content takes {content} bytes, it has {reply.Length}";
        if (reply.Length != Math.Max(content, RequestFrame.MinimumBytes))
            return $"it has {reply.Length} bytes for a content of {content}";
        if (reply.Length > Mtu + 14)
            return $"{reply.Length} bytes do not fit the MTU";
        return reply.Bytes.AsSpan(content).ContainsAnyExcept((byte)0) ? "its padding is not zero" : null;
    }

    private int ContentBytes(ReadOnlySpan<byte> request, Reply reply) => reply.Command switch
    {
        0 when !reply.IsError => AtaBytes(request, reply),
        1 when reply.Error is 0 or 2 or 4 => 32 + reply.TextLength,
        2 when !reply.IsError => 28 + (reply.MaskError == 0 ? 8 * reply.MaskCount : 0),
        3 when reply.Error is 0 or 2 or 6 => 26 + (6 * reply.ReserveCount),
        0x23 when !reply.IsError => request.Length,
        _ => 24,
    };

    private int AtaBytes(ReadOnlySpan<byte> request, Reply reply)
    {
        var sectors = request[27] switch
        {
            _ when reply.AtaStatus != 0x40 => 0,
            Read or ReadExt => request[26],
            Identify => 1,
            _ => 0,
        };
        return 36 + (512 * sectors) + (HasChecksums && sectors > 0 ? 4 : 0);
    }
}
