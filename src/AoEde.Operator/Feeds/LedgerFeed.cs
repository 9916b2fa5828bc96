using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Operator.Addresses;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Feeds;

/// <summary>Keeps the address ledger, and has every target looked at whose verdict is another: so the next in line is granted when a winner goes.</summary>
internal sealed class LedgerFeed(IObjectStore<AoETarget> targets, AddressLedger ledger, Requeue<AoETarget> requeue) : Feed
{
    /// <inheritdoc/>
    protected override IEnumerable<IDisposable> Subscribe() => [targets.Subscribe(Change)];

    private void Change(AoETarget? old, AoETarget? current)
    {
        if (old is not null && old.Metadata.Uid != current?.Metadata.Uid)
            Look(ledger.Remove(old.Metadata.Uid ?? ""));
        if (current is not null)
            Look(ledger.Put(AddressClaim.Of(current)));
    }

    private void Look(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            requeue.Add(targets.Find(name));
    }
}
