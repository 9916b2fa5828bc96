using AoEde.Engine.Targets;
using AoEde.Protocol;

namespace AoEde.Engine.Wire;

/// <summary>Who is told that another host answered at an address of ours.</summary>
internal interface IConflictSink
{
    /// <summary>Called by a pump, so it must return at once and may be called for every such frame.</summary>
    /// <param name="lane">The target whose address it was.</param>
    /// <param name="other">Who answered.</param>
    void HeardAnother(TargetLane lane, MacAddress other);
}
