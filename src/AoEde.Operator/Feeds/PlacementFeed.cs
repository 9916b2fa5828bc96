using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Hosting;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Feeds;

/// <summary>Targets that need an agent elsewhere than before: the labels of nodes are looked at, once for many changes.</summary>
internal sealed class PlacementFeed(
    IObjectStore<AoETarget> targets, IObjectStore<V1ConfigMap> configMaps, Requeue<V1ConfigMap> requeue, OperatorOptions options) : Feed
{
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override IEnumerable<IDisposable> Subscribe() => [targets.Subscribe(Change)];

    private void Change(AoETarget? old, AoETarget? current)
    {
        if (Nodes(old) != Nodes(current))
            requeue.Add(configMaps.Find(options.TemplateConfigMap, options.Namespace), Together);
    }

    private static (string?, string?) Nodes(AoETarget? target) => (target?.Spec.NodeName, target?.Status?.Assignment?.NodeName);
}
