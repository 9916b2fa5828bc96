using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Kube;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Feeds;

/// <summary>Nodes that come, go or are declared shut down, and agents that show themselves: targets of theirs are looked at.</summary>
internal sealed class NodeFeed(
    IObjectStore<V1Node> nodes, IObjectStore<AoENode> inventories, NodeDependents dependents, Requeue<V1ConfigMap> templates,
    IObjectStore<V1ConfigMap> configMaps, Hosting.OperatorOptions options) : Feed
{
    /// <inheritdoc/>
    protected override IEnumerable<IDisposable> Subscribe() => [nodes.Subscribe(NodeChanged), inventories.Subscribe(InventoryChanged)];

    // A kubelet writes its Node every few minutes at least; almost none of that matters here.
    private void NodeChanged(V1Node? old, V1Node? current)
    {
        if (IsHere(old) != IsHere(current) || NodeSights.IsOutOfService(old) != NodeSights.IsOutOfService(current))
            dependents.Look((current ?? old)!.Metadata.Name!);
        if (IsHere(current) && (!IsHere(old) || Label(old) != Label(current)))
            templates.Add(configMaps.Find(options.TemplateConfigMap, options.Namespace));
    }

    private void InventoryChanged(AoENode? old, AoENode? current)
    {
        if (old?.Metadata.Uid != current?.Metadata.Uid)
            dependents.Look((current ?? old)!.Metadata.Name!);
    }

    private static bool IsHere(V1Node? node) => node is not null;

    private static string? Label(V1Node? node) =>
        node?.Metadata.Labels is { } labels && labels.TryGetValue(Agents.AgentDaemonSet.NodeLabel, out var value) ? value : null;
}
