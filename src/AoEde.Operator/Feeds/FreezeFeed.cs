using AoEde.Api;
using AoEde.Kube.Extensions;
using AoEde.Operator.Freezes;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Feeds;

/// <summary>Targets whose freezes change, and freezes whose targets change.</summary>
internal sealed class FreezeFeed(
    IObjectStore<AoETarget> targets, IObjectStore<AoEFreeze> freezes, Requeue<AoETarget> targetQueue, Requeue<AoEFreeze> freezeQueue) : Feed
{
    /// <inheritdoc/>
    protected override IEnumerable<IDisposable> Subscribe() => [freezes.Subscribe(FreezeChanged), targets.Subscribe(TargetChanged)];

    // A freeze that ends may be what its annotation, or a move, waits for.
    private void FreezeChanged(AoEFreeze? old, AoEFreeze? current)
    {
        var freeze = (current ?? old)!;
        if (AnnotatedFreeze.TargetOf(freeze) is { } owner)
            targetQueue.Add(targets.Find(owner));
        if (current is null || FreezeEnd.IsComplete(current))
            targetQueue.Add(freeze.Spec.Targets.Select(name => targets.Find(name)).OfType<AoETarget>().Where(IsMoving));
    }

    private void TargetChanged(AoETarget? old, AoETarget? current)
    {
        if (current is null || !Concerns(old, current))
            return;
        freezeQueue.Add(freezes.List().Where(freeze => freeze.Status?.Authorized is null && freeze.Spec.Targets.Contains(current.Metadata.Name!)));
    }

    private static bool Concerns(AoETarget? old, AoETarget current) =>
        old is null || old.Status?.Assignment != current.Status?.Assignment || AnnotatedFreeze.Holder(old) != AnnotatedFreeze.Holder(current);

    private static bool IsMoving(AoETarget target) =>
        target.Status?.Assignment is { } assignment && assignment.NodeName != target.Spec.NodeName;
}
