using AoEde.Api;
using AoEde.Operator.Addresses;
using AoEde.Operator.Kube;

namespace AoEde.Operator.Targets;

/// <summary>Everything that is to be done about one target.</summary>
/// <param name="Finalizer">About its finalizer.</param>
/// <param name="Status">The status to be written; equal to the one that is there when nothing is to be written.</param>
/// <param name="Events">What is to be recorded once the status is written.</param>
internal sealed record TargetVerdict(FinalizerAct Finalizer, OwnedStatus Status, IReadOnlyList<TargetEvent> Events)
{
    /// <summary>Decides. Always the same for the same situation.</summary>
    public static TargetVerdict Of(TargetSituation situation)
    {
        var target = situation.Target;
        var old = OwnedStatus.Of(target.Status);
        var accepted = AcceptedJudge.Judge(situation);
        var assignment = AssignmentPlan.Next(situation, accepted.IsTrue);
        var ready = ReadyJudge.Judge(situation, accepted, assignment);
        var generation = target.Metadata.Generation;
        var next = new OwnedStatus
        {
            ObservedGeneration = generation,
            Address = situation.Assignment is not null && old.Address is { } granted ? granted : TargetAddress.Of(target.Spec)?.ToString(),
            Phase = PhaseJudge.Of(situation, accepted, ready, assignment),
            Assignment = assignment,
            Accepted = ConditionJson.Next(Conditions.Accepted, accepted, generation, old.Accepted, situation.Now),
            Ready = ConditionJson.Next(Conditions.Ready, ready, ReadyJudge.Generation(target, ready), old.Ready, situation.Now),
        };
        return new(TargetRemoval.Act(situation), next, TargetEvents.Between(situation, old, next));
    }
}
