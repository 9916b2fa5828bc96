using AoEde.Engine.State;
using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Commands;

/// <summary>
/// A change that an initiator asks for, to what outlives a restart. It is applied and stored off the pump, and answered by the
/// pump afterwards: the answer means that it is stored.
/// </summary>
internal abstract class StateEdit(TargetLane lane, ReplyContext reply)
{
    public TargetLane Lane { get; } = lane;

    protected ReplyContext Reply { get; } = reply;

    /// <summary>The state after the edit; the same object when it changes nothing. Remembers what to answer.</summary>
    /// <param name="current">The state before.</param>
    public abstract SoftState Apply(SoftState current);

    /// <summary>On the pump that received it, once the state is stored: what follows from it there.</summary>
    public virtual void Stored()
    {
    }

    /// <summary>Writes the answer, once the state is stored.</summary>
    /// <param name="frame">A transmit frame, as long as the interface's MTU allows.</param>
    /// <param name="mtu">The MTU.</param>
    /// <returns>The frame's length.</returns>
    public abstract int WriteAnswer(Span<byte> frame, int mtu);
}
