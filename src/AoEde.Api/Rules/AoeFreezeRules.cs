using AoEde.Api.Values;

namespace AoEde.Api.Rules;

/// <summary>Every rule of an <see cref="AoEFreeze"/>: the table F1 to F7, and below it the bounds of each field.</summary>
public static class AoeFreezeRules
{
    /// <summary>Longest name of a freeze: it is also a label's value and a part of file names.</summary>
    public const int LongestName = 63;

    /// <summary>The table, in the order in which violations are reported.</summary>
    public static IReadOnlyList<ObjectRule<AoEFreeze>> All { get; } =
    [
        new()
        {
            Id = "F1", Where = "spec", Field = "spec.targets", IsTransition = true,
            Cel = "self.targets == oldSelf.targets",
            Message = "the targets of a freeze were frozen at one moment and cannot change",
            Remedy = "create another freeze for other targets",
            Holds = static (freeze, old) => freeze.Spec.Targets.ToHashSet().SetEquals(old.Spec.Targets),
        },
        new()
        {
            Id = "F2", Where = "spec", Field = "spec.holder", IsTransition = true,
            Cel = "self.holder == oldSelf.holder",
            Message = "the holder of a freeze cannot change",
            Remedy = "create another freeze, with join: Existing to share the moment of this one",
            Holds = static (freeze, old) => freeze.Spec.Holder == old.Spec.Holder,
        },
        new()
        {
            Id = "F3", Where = "spec", Field = "spec.release", IsTransition = true,
            Cel = "self.release || !oldSelf.release",
            Message = "a freeze that was released cannot be taken back: its base may have changed already",
            Remedy = "create a new freeze",
            Holds = static (freeze, old) => freeze.Spec.Release || !old.Spec.Release,
        },
        new()
        {
            Id = "F4", Where = "spec", Field = "spec.join", IsTransition = true,
            Cel = "self.join == oldSelf.join",
            Message = "whether a freeze shares another one's moment is decided when it begins",
            Remedy = "create another freeze",
            Holds = static (freeze, old) => freeze.Spec.Join == old.Spec.Join,
        },
        new()
        {
            Id = "F5", Where = "spec", Field = "spec.holderRef", IsTransition = true,
            Cel = "has(self.holderRef) == has(oldSelf.holderRef) && (!has(self.holderRef) || self.holderRef == oldSelf.holderRef)",
            Message = "the job or pod behind a freeze cannot change",
            Remedy = "create another freeze",
            Holds = static (freeze, old) => freeze.Spec.HolderRef == old.Spec.HolderRef,
        },
        new()
        {
            Id = "F6", Where = "spec", Field = "spec.historyTTL", IsTransition = true,
            Cel = "duration(self.historyTTL) == duration(oldSelf.historyTTL)",
            Message = "how long the record is kept cannot change",
            Remedy = "delete the freeze to remove its record earlier",
            Holds = static (freeze, old) => SameLength(freeze.Spec.HistoryTtl, old.Spec.HistoryTtl),
        },
        new()
        {
            Id = "F7", Where = "", Field = "metadata.name",
            Cel = "size(self.metadata.name) <= 63",
            Message = "the name is longer than 63 characters, so it does not fit a label",
            Remedy = "choose a name of at most 63 characters",
            Holds = static (freeze, _) => freeze.Metadata.Name is not { Length: > LongestName },
        },
    ];

    /// <summary>Checks bounds first and the table second, and reports everything at once.</summary>
    /// <param name="freeze">The object.</param>
    /// <param name="old">The object before the change; null for a new one.</param>
    /// <returns>Every violation; empty when the object is coherent.</returns>
    public static IReadOnlyList<RuleViolation> Validate(AoEFreeze freeze, AoEFreeze? old = null) =>
        ObjectRules.Validate(All, freeze, old);

    // What cannot be read is the bounds' business, not this rule's.
    private static bool SameLength(string text, string other) =>
        !GoDuration.TryParse(text, out var length) || !GoDuration.TryParse(other, out var before) || length == before;
}
