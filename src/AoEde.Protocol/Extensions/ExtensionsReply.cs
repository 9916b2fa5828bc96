namespace AoEde.Protocol.Extensions;

/// <summary>Answers an extensions command: the same bytes back, with those strings in capitals that are accepted.</summary>
public static class ExtensionsReply
{
    /// <summary>Writes the answer with nothing accepted yet.</summary>
    /// <param name="frame">Where to write; at least as long as the request, and 60 bytes.</param>
    /// <param name="context">Whom to answer.</param>
    /// <param name="request">What is answered.</param>
    /// <returns>The bytes to send: as many as were received, at least 60.</returns>
    public static int Write(Span<byte> frame, in ReplyContext context, in ExtensionsRequest request)
    {
        FrameBuilder.Header(frame, FrameBuilder.Reply, AoeError.None, context with { Command = AoeCommand.Extensions });
        request.Frame[AoeWire.AoeHeaderLength..].CopyTo(frame[AoeWire.AoeHeaderLength..]);
        return FrameBuilder.Pad(frame, request.Frame.Length);
    }

    /// <summary>Accepts one string: its letters become capitals, at its place in the answer.</summary>
    /// <param name="frame">An answer that <see cref="Write"/> has written.</param>
    /// <param name="accepted">A string of the request.</param>
    public static void Accept(Span<byte> frame, in ExtensionString accepted)
    {
        foreach (ref var letter in frame.Slice(accepted.Offset, accepted.Text.Length))
        {
            if (letter is >= (byte)'a' and <= (byte)'z')
                letter -= 'a' - 'A';
        }
    }
}
