using AoEde.Engine.Sessions;
using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>A request that passed the gates, on its way to a command: the frame, whose it is, and where the answer goes.</summary>
internal readonly ref struct Inbound(AoeHeader header, TargetLane lane, Session? session, scoped in ReplyContext reply, int fittingSectors)
{
    /// <summary>The whole frame as it lies in the receive ring.</summary>
    public AoeHeader Header { get; } = header;

    /// <summary>The target it is for.</summary>
    public TargetLane Lane { get; } = lane;

    /// <summary>What its sender has negotiated; null for one that never did.</summary>
    public Session? Session { get; } = session;

    /// <summary>Whether its sender has negotiated nothing that counts now.</summary>
    public bool IsPlain => Session is not { HasState: true };

    public ReplyContext Reply { get; } = reply;

    /// <summary>Sectors that fit one frame of the interface's MTU, with the checksum behind them if that was negotiated.</summary>
    public int FittingSectors { get; } = fittingSectors;

    /// <summary>The same, to be answered by another tag.</summary>
    /// <param name="tag">The tag.</param>
    public Inbound As(uint tag) => new(Header, Lane, Session, Reply with { Tag = tag }, FittingSectors);
}
