using AoEde.Native.Packet;

namespace AoEde.Engine.Wire;

/// <summary>What the loops of one interface have counted, added up; from any thread.</summary>
internal readonly struct PumpTally(IReadOnlyList<PumpLoop> loops)
{
    /// <summary>Frames taken from the receive rings.</summary>
    public long Received => loops.Sum(l => l.Received);

    /// <summary>Frames handed to the kernel.</summary>
    public long Sent => loops.Sum(l => l.Transmitter.Sent);

    /// <summary>Times that <c>send</c> failed.</summary>
    public long SendErrors => loops.Sum(l => l.Transmitter.Errors);

    /// <summary>Frames thrown away because the link was down, or would not take them.</summary>
    public long Discarded => loops.Sum(l => l.Transmitter.Discarded);

    /// <summary>What the rings themselves counted.</summary>
    /// <exception cref="Native.NativeException">A thread has failed and closed its ring.</exception>
    public PacketStatistics Rings => loops.Select(l => l.RingStatistics).Aggregate((a, b) => a + b);

    /// <summary>Frames that got no answer.</summary>
    /// <param name="reason">Why.</param>
    public long Dropped(DropReason reason) => loops.Sum(l => l.Drops[reason]);
}
