using AoEde.Api;
using AoEde.Api.Rules;

namespace AoEde.Operator.Addresses;

/// <summary>What one target asks of the ledger.</summary>
/// <param name="Uid">The target's UID.</param>
/// <param name="Name">The target's name.</param>
/// <param name="Holds">Whether it was granted before: it is assigned to a node, and initiators may know it.</param>
/// <param name="Created">When it was created, in whole seconds.</param>
/// <param name="Addresses">Its own address and that of its frozen view; empty when it asks for nothing.</param>
internal sealed record AddressClaim(
    string Uid, string Name, bool Holds, DateTimeOffset Created, IReadOnlyList<TargetAddress> Addresses)
{
    /// <summary>
    /// Orders claims to one address: who was granted it keeps it, then the oldest, then the lowest UID. Without the first, of two targets
    /// made in one second the later could take the address from the other while initiators write to it.
    /// </summary>
    public static IComparer<AddressClaim> ByRight { get; } = Comparer<AddressClaim>.Create(static (one, other) =>
    {
        var order = other.Holds.CompareTo(one.Holds);
        order = order != 0 ? order : one.Created.CompareTo(other.Created);
        return order != 0 ? order : string.CompareOrdinal(one.Uid, other.Uid);
    });

    /// <summary>The claim of a target. One that breaks a rule and serves nobody claims nothing, so that it keeps nobody waiting.</summary>
    public static AddressClaim Of(AoETarget target)
    {
        var metadata = target.Metadata;
        var isAssigned = target.Status?.Assignment is not null;
        var addresses = isAssigned || IsCoherent(target) ? Addressed(target, isAssigned) : [];
        return new(metadata.Uid ?? "", metadata.Name ?? "", isAssigned, metadata.CreationTimestamp ?? DateTimeOffset.MaxValue, addresses);
    }

    private static bool IsCoherent(AoETarget target) =>
        !AoeTargetRules.Validate(target).Any(violation => violation.Severity == Severity.Error);

    // The address of a target that is served is the one it was granted, even if somebody wrote another into its spec (rule T2).
    private static TargetAddress[] Addressed(AoETarget target, bool isAssigned)
    {
        var spec = target.Spec;
        var granted = isAssigned ? TargetAddress.Parse(spec.Network, target.Status?.Address) : null;
        var view = spec.Freeze?.View is { Slot: { } slot } asked && (asked.Shelf ?? spec.Shelf) is { } shelf
            ? new TargetAddress(spec.Network, shelf, slot)
            : (TargetAddress?)null;
        return [.. new[] { granted ?? TargetAddress.Of(spec), view }.OfType<TargetAddress>().Distinct()];
    }
}
