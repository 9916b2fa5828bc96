using AoEde.Kube.Extensions;
using AoEde.Kube.Models;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Feeds;

/// <summary>Enters the agents' leases into the book. Every other lease of the namespace shows that the API server is heard.</summary>
internal sealed class HeartbeatFeed(IObjectStore<V1Lease> leases, HeartbeatBook book, NodeDependents dependents) : Feed
{
    /// <summary>What an agent's lease is called, before the name of its node.</summary>
    public const string Prefix = "aoede-node-";

    /// <inheritdoc/>
    protected override IEnumerable<IDisposable> Subscribe() => [leases.Subscribe(Change)];

    private void Change(V1Lease? old, V1Lease? current)
    {
        if ((current ?? old)?.Metadata.Name is not { } name || !name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            book.Hear();
            return;
        }

        var node = name[Prefix.Length..];
        if (current is null)
            book.Miss(node);
        else
            book.See(node, current.Spec.RenewTime);
        if (old is null || current is null)
            dependents.Look(node);
    }
}
