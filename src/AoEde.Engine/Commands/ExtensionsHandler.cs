using AoEde.Engine.Sessions;
using AoEde.Engine.Telemetry;
using AoEde.Engine.Wire;
using AoEde.Protocol.Extensions;

namespace AoEde.Engine.Commands;

/// <summary>Command 0x23: AoEde's extensions, for the one who asks. What is accepted comes back in capitals, the rest as it was sent.</summary>
internal sealed class ExtensionsHandler(Transmitter transmitter, TagWindowPool windows, DelayedReplies delayed, PumpClock clock)
{
    public DropReason Handle(in Inbound inbound)
    {
        if (!ExtensionsRequest.TryParse(inbound.Header, out var request))
            return DropReason.Malformed;
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        // A ring frame that was received may be longer than any we may send.
        if (inbound.Header.Frame.Length > frame.Length)
            return DropReason.TooLong;

        int length = ExtensionsReply.Write(frame, inbound.Reply, request);
        var offered = inbound.Lane.Target.Options.Extensions;
        var session = inbound.Lane.Sessions.Open(inbound.Header.Source, clock.NowMilliseconds);
        bool isNewEpisode = false;
        var strings = request.Strings;
        while (strings.MoveNext())
        {
            var text = strings.Current;
            bool isCongestion = text.Is(ExtensionName.Congestion);
            if (isCongestion ? offered.Congestion : TryAccept(text, session, offered))
                ExtensionsReply.Accept(frame, text);
            if (isCongestion && strings.MoveNext() && offered.Congestion)
                isNewEpisode |= TryBeginEpisode(session, strings.Current.ToNumber());
        }

        inbound.Lane.Counters.Count(CommandKind.Extensions, CommandResult.Ok);
        bool waits = isNewEpisode && delayed.TryAdd(frame[..length], clock.NowMilliseconds);
        return waits ? DropReason.None : transmitter.Send(length);
    }

    private bool TryAccept(in ExtensionString text, Session session, ExtensionOptions offered)
    {
        if (text.Is(ExtensionName.Reset))
            session.Reset();
        else if (text.Is(ExtensionName.TagIncrementLittleEndian))
            return offered.TagTracking && session.TryTrackTags(TagMode.LittleEndian, windows);
        else if (text.Is(ExtensionName.TagIncrementBigEndian))
            return offered.TagTracking && session.TryTrackTags(TagMode.BigEndian, windows);
        else if (text.Is(ExtensionName.TagRandom))
            return offered.TagTracking && session.TryTrackTags(TagMode.Random, windows);
        else if (text.Is(ExtensionName.CoalescedRead) && offered.ReadCoalescing)
            session.CoalesceReads();
        else if (text.Is(ExtensionName.Crc8x4) && offered.Crc)
            session.UseChecksums();
        else
            return false;
        return true;
    }

    // The number is the same when the request is sent again: that one does not wait once more.
    private static bool TryBeginEpisode(Session session, int episode)
    {
        bool isNew = session.CongestionEpisode != episode;
        session.CongestionEpisode = episode;
        return isNew;
    }
}
