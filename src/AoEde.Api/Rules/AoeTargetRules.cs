using AoEde.Api.Choices;
using AoEde.Api.Values;

namespace AoEde.Api.Rules;

/// <summary>Every rule of an <see cref="AoETarget"/>: the table T1 to T9, and below it the bounds of each field.</summary>
public static class AoeTargetRules
{
    /// <summary>Longest name of a target: names derived from it must fit their own limits.</summary>
    public const int LongestName = 52;

    /// <summary>The table, in the order in which violations are reported.</summary>
    public static IReadOnlyList<ObjectRule<AoETarget>> All { get; } =
    [
        new()
        {
            Id = "T1", Where = "spec", Field = "spec.shelf",
            Cel = "self.shelf != 4095",
            Message = "shelf 4095 is refused by Linux initiators",
            Remedy = "choose another shelf from 0 to 65534",
            Holds = static (target, _) => target.Spec.Shelf != 4095,
        },
        new()
        {
            Id = "T2", Where = "spec", Field = "spec.shelf", IsTransition = true,
            Cel = "self.shelf == oldSelf.shelf && self.slot == oldSelf.slot && self.network == oldSelf.network",
            Message = "shelf, slot and network are the target's identity and cannot change",
            Remedy = "create a new target at the new address and delete this one",
            Holds = static (target, old) => target.Spec.Shelf == old.Spec.Shelf && target.Spec.Slot == old.Spec.Slot
                && target.Spec.Network == old.Spec.Network,
        },
        new()
        {
            Id = "T3", Where = "spec.backing", Field = "spec.backing",
            Cel = "has(self.device) != has(self.file)",
            Message = "exactly one of device and file must be given",
            Detail = static target => target.Spec.Backing.Device is null
                ? "neither device nor file is given"
                : "both device and file are given",
            Remedy = "write either backing.device.path or backing.file.path",
            Holds = static (target, _) => (target.Spec.Backing.Device is null) != (target.Spec.Backing.File is null),
        },
        new()
        {
            Id = "T4", Where = "spec.initiators", Field = "spec.initiators.macs",
            Cel = "self.mode == 'List' ? has(self.macs) && size(self.macs) > 0 : !has(self.macs) || size(self.macs) == 0",
            Message = "MAC addresses are needed with mode List and have no effect with mode Any",
            Detail = static target => target.Spec.Initiators.Mode == InitiatorMode.List
                ? "mode List names no MAC address, so nobody could use the target"
                : "MAC addresses have no effect with mode Any, so everybody could use the target",
            Remedy = "set initiators.mode to List and name at least one address, or leave both out",
            Holds = static (target, _) => target.Spec.Initiators.Mode is not (InitiatorMode.Any or InitiatorMode.List)
                || (target.Spec.Initiators.Mode == InitiatorMode.List) == (target.Spec.Initiators.Macs.Count > 0),
        },
        new()
        {
            Id = "T5", Where = "spec", Field = "spec.nodeName", IsTransition = true,
            Cel = "self.nodeName == oldSelf.nodeName || self.portable",
            Message = "the target may not move to another node, where the same path may be another disk",
            Remedy = "set portable: true if the other node reaches the same bytes, else create a new target",
            Holds = static (target, old) => target.Spec.NodeName == old.Spec.NodeName || target.Spec.Portable,
        },
        new()
        {
            Id = "T6", Where = "spec.freeze", Field = "spec.freeze.defaultTTL",
            Cel = "duration(self.defaultTTL) <= duration(self.maxTTL)",
            Message = "the default lifetime of a freeze is longer than the longest allowed",
            Remedy = "lower defaultTTL, which is 1h unless written, or raise maxTTL, which is 24h unless written",
            Holds = static (target, _) => target.Spec.Freeze is not { } freeze || DefaultFitsMaximum(freeze),
        },
        new()
        {
            Id = "T7", Where = "spec", Field = "spec.backing", IsTransition = true,
            Cel = "self.suspend || self.backing == oldSelf.backing",
            Message = "the backing cannot change while initiators may use it",
            Remedy = "set suspend: true together with the change, check the new backing, then resume",
            Holds = static (target, old) => target.Spec.Suspend || target.Spec.Backing == old.Spec.Backing,
        },
        new()
        {
            Id = "T8", Where = "spec", Field = "spec.freeze.view.slot",
            Cel = "!has(self.freeze) || !has(self.freeze.view) || self.freeze.view.slot != self.slot || "
                + "(has(self.freeze.view.shelf) && self.freeze.view.shelf != self.shelf)",
            Message = "the frozen view has the target's own address",
            Remedy = "give freeze.view another slot, or another shelf",
            Holds = static (target, _) => target.Spec.Freeze?.View is not { } view || view.Slot != target.Spec.Slot
                || (view.Shelf is { } shelf && shelf != target.Spec.Shelf),
        },
        new()
        {
            Id = "T9", Where = "", Field = "metadata.name",
            Cel = "size(self.metadata.name) <= 52",
            Message = "the name is longer than 52 characters, so names derived from it would not fit",
            Remedy = "choose a name of at most 52 characters",
            Holds = static (target, _) => target.Metadata.Name is not { Length: > LongestName },
        },
    ];

    /// <summary>Checks bounds first and the table second, and reports everything at once.</summary>
    /// <param name="target">The object.</param>
    /// <param name="old">The object before the change; null for a new one.</param>
    /// <returns>Every violation; empty when the object is coherent.</returns>
    public static IReadOnlyList<RuleViolation> Validate(AoETarget target, AoETarget? old = null) =>
        ObjectRules.Validate(All, target, old);

    // A duration that cannot be read is the bounds' business, not this rule's.
    private static bool DefaultFitsMaximum(FreezeSpec freeze) =>
        !GoDuration.TryParse(freeze.DefaultTtl ?? FreezeSpec.DefaultTtlValue, out var usual)
        || !GoDuration.TryParse(freeze.MaxTtl ?? FreezeSpec.MaxTtlValue, out var longest)
        || usual.Nanoseconds <= longest.Nanoseconds;
}
