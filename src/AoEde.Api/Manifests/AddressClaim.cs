namespace AoEde.Api.Manifests;

/// <summary>An address that a target asks for: its own, or that of its frozen view.</summary>
internal sealed record AddressClaim((string Network, int Shelf, int Slot) Key, string Field)
{
    /// <summary>What a target without errors asks for.</summary>
    public static IReadOnlyList<AddressClaim> Of(AoETarget target)
    {
        var spec = target.Spec;
        var own = new AddressClaim((spec.Network, spec.Shelf ?? -1, spec.Slot ?? -1), "spec.shelf");
        return spec.Freeze?.View is { Slot: { } slot } view
            ? [own, new AddressClaim((spec.Network, view.Shelf ?? spec.Shelf ?? -1, slot), "spec.freeze.view.slot")]
            : [own];
    }

    public override string ToString() => $"address {Key.Shelf}.{Key.Slot} on network {Key.Network}";
}
