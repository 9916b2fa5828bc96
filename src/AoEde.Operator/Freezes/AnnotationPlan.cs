using AoEde.Api;

namespace AoEde.Operator.Freezes;

/// <summary>How freezes follow a target's annotation <c>aoede.io/freeze</c>.</summary>
/// <remarks>
/// | annotation | freeze of that holder | then |
/// |---|---|---|
/// | names a holder | none, and those of others have ended | create |
/// | names a holder | none, one of another holder has not ended | wait: the target is still being thawed |
/// | names a holder | in force | nothing, or another lifetime |
/// | names a holder | ended, not released | nothing: whoever applies the same annotation over and over shall not freeze for ever |
/// | names a holder | ended, released | delete it, then create: the annotation was gone meanwhile |
/// | names another, or is gone | not released | release, also one that has ended: that marks that the annotation was gone |
/// </remarks>
internal static class AnnotationPlan
{
    /// <summary>What is to be done now. Each step brings about a change that asks again.</summary>
    /// <param name="target">The target.</param>
    /// <param name="freezes">The freezes that were made of its annotations.</param>
    /// <param name="namespace">The operator's namespace.</param>
    public static IReadOnlyList<AnnotationStep> Of(AoETarget target, IReadOnlyCollection<AoEFreeze> freezes, string @namespace)
    {
        if (target.Metadata.DeletionTimestamp is not null)
            return [];
        var holder = AnnotatedFreeze.Holder(target);
        var wanted = holder is null ? null : AnnotatedFreeze.Name(target.Metadata.Name!, holder);
        var steps = new List<AnnotationStep>();
        foreach (var freeze in freezes)
        {
            if (freeze.Metadata.Name != wanted && !freeze.Spec.Release && freeze.Metadata.DeletionTimestamp is null)
                steps.Add(new AnnotationStep.Release(freeze));
        }

        if (holder is null)
            return steps;
        if (freezes.FirstOrDefault(freeze => freeze.Metadata.Name == wanted) is { } known)
        {
            if (Follow(target, known) is { } step)
                steps.Add(step);
        }
        else if (freezes.All(FreezeEnd.IsComplete))
        {
            steps.Add(new AnnotationStep.Create(AnnotatedFreeze.Make(target, holder, @namespace)));
        }

        return steps;
    }

    /// <summary>Whether the record of a freeze stays although its time is over: its annotation would be taken for a new one.</summary>
    public static bool IsStillAskedFor(AoEFreeze freeze, AoETarget? target) =>
        target is not null && AnnotatedFreeze.IsOf(freeze, target) && target.Metadata.DeletionTimestamp is null
        && AnnotatedFreeze.Holder(target) is { } holder && AnnotatedFreeze.Name(target.Metadata.Name!, holder) == freeze.Metadata.Name;

    private static AnnotationStep? Follow(AoETarget target, AoEFreeze known)
    {
        if (known.Metadata.DeletionTimestamp is not null)
            return null;
        if (known.Spec.Release)
            return FreezeEnd.IsComplete(known) ? new AnnotationStep.Delete(known) : null;
        return !FreezeEnd.IsComplete(known) && AnnotatedFreeze.Ttl(target) is { } ttl && ttl != known.Spec.Ttl
            ? new AnnotationStep.SetTtl(known, ttl)
            : null;
    }
}
