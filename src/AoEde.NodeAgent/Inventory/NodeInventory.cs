using AoEde.Api;
using AoEde.Engine;
using AoEde.Kube.Models;
using AoEde.NodeAgent.Status;

namespace AoEde.NodeAgent.Inventory;

/// <summary>
/// Finds out what a node has: devices, interfaces, what its kernel allows. Equal states give equal answers, to the last character, so
/// that nothing is written while nothing changes.
/// </summary>
internal sealed class NodeInventory(NodeFacts facts, NodeSources sources, TimeProvider time)
{
    private IReadOnlyList<V1Condition> _last = [];

    /// <summary>The agent's own facts.</summary>
    public NodeFacts Facts => facts;

    /// <summary>The AoENode as the server has it; null while that is not known.</summary>
    public AoENode? Current => sources.Current();

    /// <summary>Looks once; some tens of milliseconds.</summary>
    public AoENodeStatus Take()
    {
        var current = sources.Current();
        var can = sources.Abilities();
        var devices = sources.Devices();
        var targets = sources.Targets();
        return new AoENodeStatus
        {
            AgentVersion = facts.Version,
            PodName = facts.PodName,
            Kernel = KernelLimits.Release(facts.ProcRoot),
            Capabilities = new NodeCapabilities
            {
                PacketRing = can.ReceiveRing is null,
                TxRing = can.TransmitRing is null,
                IoUring = can.IoUring is null,
                AioMaxNr = KernelLimits.AioMaxNr(facts.ProcRoot),
                Memlock = KernelLimits.Memlock(facts.ProcRoot),
            },
            Interfaces = InterfaceList.Of(sources.Links(), facts, current?.Spec.InterfaceNetworks),
            Devices = DeviceList.Of(devices),
            EligibleDevices = devices.Count(device => device.Eligible),
            Targets = new NodeTargets
            {
                Assigned = sources.Assigned(),
                Exported = targets.Count(target => target.Is(Conditions.Exported)),
                Frozen = targets.Count(target => target.Freeze.State is FreezeState.Freezing or FreezeState.Frozen),
            },
            Conditions = _last = Timed(NodeJudgement.Of(facts, can, current?.Spec.Suspend ?? false), current?.Status?.Conditions),
        };
    }

    // The time of a condition is that of its last change, which may have been before this process was born, or be somebody else's doing.
    private V1Condition[] Timed(IReadOnlyList<V1Condition> conditions, IReadOnlyList<V1Condition>? published) =>
        [.. conditions.Select(condition => condition with { LastTransitionTime = Since(condition, published) ?? time.GetUtcNow() })];

    private DateTimeOffset? Since(V1Condition condition, IReadOnlyList<V1Condition>? published)
    {
        var before = published?.FirstOrDefault(b => b.Type == condition.Type) ?? _last.FirstOrDefault(b => b.Type == condition.Type);
        return before?.Status == condition.Status ? before.LastTransitionTime : null;
    }
}
