using System.Collections.Concurrent;
using AoEde.Engine.Targets;
using AoEde.Engine.Wire;
using AoEde.Protocol;

namespace AoEde.Engine.Hosting;

/// <summary>
/// Carries news of foreign answers from the pumps to the control loop, once at a time per target: a stranger that floods us
/// with answers must not flood the control loop.
/// </summary>
internal sealed class ConflictRelay : IConflictSink
{
    private readonly ConcurrentDictionary<Target, byte> _underWay = new();

    /// <summary>Whether an address is one of this host's own; set before any pump runs.</summary>
    public Func<MacAddress, bool> IsOwn { get; set; } = _ => false;

    /// <summary>Takes the news on; calls its last argument when it is dealt with. Set before any pump runs.</summary>
    public Action<Target, MacAddress, Action> Report { get; set; } = (_, _, done) => done();

    public void HeardAnother(TargetLane lane, MacAddress other)
    {
        if (IsOwn(other) || !_underWay.TryAdd(lane.Target, 0))
            return;
        Report(lane.Target, other, () => _underWay.TryRemove(lane.Target, out _));
    }
}
