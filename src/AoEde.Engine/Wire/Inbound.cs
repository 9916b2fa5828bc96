using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>A request that passed the gates, on its way to a command: the frame, whose it is, and where the answer goes.</summary>
internal readonly ref struct Inbound(AoeHeader header, TargetLane lane, in ReplyContext reply, int fittingSectors)
{
    /// <summary>The whole frame as it lies in the receive ring.</summary>
    public AoeHeader Header { get; } = header;

    /// <summary>The target it is for.</summary>
    public TargetLane Lane { get; } = lane;

    public ReplyContext Reply { get; } = reply;

    /// <summary>Sectors that fit one frame of the interface's MTU.</summary>
    public int FittingSectors { get; } = fittingSectors;
}
