using AoEde.Engine.Commands;
using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Native.Packet;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>
/// What happens to a frame, on one page: whose frames are looked at, which target they reach, who may ask, and which command
/// serves them. Every frame without an answer has a <see cref="DropReason"/>. One per pump; nothing here allocates.
/// </summary>
internal sealed class FrameDispatcher(
    MacAddress own, Transmitter transmitter, AtaHandler ata, ConfigHandler config, MaskHandler mask, ReserveHandler reserve,
    ExtensionsHandler extensions, BatchLookAhead ahead, ErrorBudget errors, IConflictSink conflicts, PumpClock clock)
{
    // How long an initiator counts as being at work here, should another host start answering at the address.
    private const long ActiveMilliseconds = 60_000;

    /// <summary>The targets of this interface; replaced between two frames.</summary>
    public TargetTable Table { get; set; } = TargetTable.Empty;

    public DropReason Dispatch(in ReceivedFrame frame)
    {
        if (frame.IsTruncated)
            return DropReason.Truncated;
        if (frame.HasVlanTag)
            return DropReason.Vlan;
        if (!AoeHeader.TryParse(frame.Bytes, out var header))
            return DropReason.Malformed;
        if (header.Source.IsGroup || header.Source == own)
            return DropReason.BadSource;
        if (!header.Destination.IsGroup && header.Destination != own)
            return DropReason.NotToUs;
        // To our address, yet the kernel calls it another host's: it was tagged for a VLAN that no device here has.
        if (frame.IsForAnotherHost)
            return DropReason.Vlan;
        if (header.IsResponse)
            return HearResponse(header);
        return header.Address.IsWildcard ? ServeAll(header) : ServeOne(header);
    }

    private DropReason ServeOne(in AoeHeader header) =>
        Table.Find(header.Address) is { } lane ? Serve(header, lane) : DropReason.NoTarget;

    private DropReason ServeAll(in AoeHeader header)
    {
        var outcome = DropReason.NoTarget;
        foreach (var lane in Table.Lanes)
        {
            if (lane.Target.Address.Accepts(header.Address))
                outcome = Serve(header, lane);
        }

        return outcome;
    }

    private DropReason Serve(in AoeHeader header, TargetLane lane)
    {
        if (lane.Target.State.IsMasked(header.Source))
            return DropReason.Masked;
        if (lane.Target.IsConflicted && !lane.Sessions.IsActive(header.Source, clock.NowMilliseconds - ActiveMilliseconds))
            return DropReason.AddressConflict;

        var reply = ReplyContext.For(header, own, lane.Target.Address);
        if (header.Version != AoeWire.Version)
            return AnswerError(reply, AoeError.UnsupportedVersion);

        var session = header.Command == AoeCommand.Ata
            ? lane.Sessions.Note(header.Source, clock.NowMilliseconds)
            : lane.Sessions.Find(header.Source);
        if (session is not null && ahead.IsRepeatedLater(header, session))
            return Skip(lane);

        var inbound = new Inbound(header, lane, session, reply, FittingSectors(session));
        switch (header.Command)
        {
            case AoeCommand.Ata:
                return ata.Handle(inbound);
            case AoeCommand.Config:
                return config.Handle(inbound);
            case AoeCommand.Mask:
                return mask.Handle(inbound);
            case AoeCommand.Reserve:
                return reserve.Handle(inbound);
            case AoeCommand.Extensions:
                return extensions.Handle(inbound);
            default:
                return AnswerError(reply, AoeError.UnrecognizedCommand);
        }
    }

    private int FittingSectors(Session? session) => session is { HasChecksums: true }
        ? AoeWire.SectorsPerFrameWithChecksum(transmitter.Mtu)
        : AoeWire.SectorsPerFrame(transmitter.Mtu);

    private static DropReason Skip(TargetLane lane)
    {
        lane.Counters.SkippedDuplicates++;
        return DropReason.SentAgain;
    }

    // A Config response that bears an address of ours, and is not from us, comes from a second target at that address.
    private DropReason HearResponse(in AoeHeader header)
    {
        if (header.Command == AoeCommand.Config && Table.Find(header.Address) is { } lane)
            conflicts.HeardAnother(lane, header.Source);
        return DropReason.Response;
    }

    private DropReason AnswerError(in ReplyContext reply, AoeError error)
    {
        if (!errors.TrySpend(clock.NowMilliseconds))
            return DropReason.RateLimited;
        if (!transmitter.TryBegin(out var frame, out _))
            return DropReason.TransmitFull;
        return transmitter.Send(ReplyWriter.Error(frame, reply, error));
    }
}
