using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;

namespace AoEde.Operator.Nodes;

/// <summary>Nodes as far as they matter to targets, from what the stores know.</summary>
internal sealed class NodeSights(IObjectStore<V1Node> nodes, IObjectStore<AoENode> inventories, HeartbeatBook heartbeats)
{
    private const string OutOfService = "node.kubernetes.io/out-of-service";

    /// <summary>Whether everything is known that is needed to tell.</summary>
    public bool HasSynced => nodes.HasSynced && inventories.HasSynced;

    /// <summary>One node, whether it exists or not.</summary>
    public NodeSight See(string name)
    {
        var node = nodes.Find(name);
        return new(
            name,
            node is not null,
            inventories.Find(name) is not null && heartbeats.HasLease(name),
            IsOutOfService(node),
            heartbeats.State(name));
    }

    /// <summary>Whether a person declared a node shut down.</summary>
    public static bool IsOutOfService(V1Node? node) => node?.Spec.Taints?.Any(taint => taint.Key == OutOfService) is true;
}
