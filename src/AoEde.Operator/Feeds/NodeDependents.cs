using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Feeds;

/// <summary>Has everything looked at that depends on one node.</summary>
internal sealed class NodeDependents(
    IObjectStore<AoETarget> targets, IObjectStore<AoEFreeze> freezes, IObjectStore<AoENode> inventories,
    Requeue<AoETarget> targetQueue, Requeue<AoEFreeze> freezeQueue, Requeue<AoENode> nodeQueue)
{
    /// <summary>Has it looked at.</summary>
    /// <param name="node">Name of the node.</param>
    public void Look(string node)
    {
        nodeQueue.Add(inventories.Find(node));
        targetQueue.Add(targets.List().Where(target => target.Spec.NodeName == node || target.Status?.Assignment?.NodeName == node));
        freezeQueue.Add(freezes.List().Where(freeze => freeze.Metadata.DeletionTimestamp is not null && freeze.Status?.Authorized?.NodeName == node));
    }
}
