using AoEde.Api;
using AoEde.Api.Rules;
using AoEde.Kube.Models;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>
/// Decides what becomes of one target of this node, from what was known and what the API server says now. Pure.
/// </summary>
/// <param name="nodeName">This node.</param>
/// <param name="isSuspended">Whether the administrator wants nothing new to be served here.</param>
internal sealed class AssignmentJudge(string nodeName, bool isSuspended)
{
    /// <summary>The assignment from now on; null when there is nothing to know.</summary>
    /// <param name="known">What was known; null when nothing was.</param>
    /// <param name="current">The object of that name; null when there is none.</param>
    public Assignment? Next(Assignment? known, AoETarget? current)
    {
        if (known is not null && (current is null || known.Uid != current.Metadata.Uid))
        {
            if (known.State == AssignmentState.Serving)
            {
                // Another object of the name has to wait until what is here is closed.
                return known with { Leave = Leave.Gone };
            }

            known = null;
        }

        if (current is null)
        {
            return null;
        }

        var assignment = current.Status?.Assignment;
        if (assignment is null)
        {
            // Nobody has taken it away; a status may get lost.
            return known is null ? null : Refreshed(known, current);
        }

        if (known is not null && assignment.Epoch < known.Epoch)
        {
            return known;
        }

        return assignment.NodeName == nodeName ? Ours(known, current, assignment) : Elsewhere(known, current, assignment);
    }

    private static Assignment? Elsewhere(Assignment? known, AoETarget current, TargetAssignment assignment) => known switch
    {
        null => null,
        { State: AssignmentState.Serving } when assignment.Epoch > known.Epoch => known with { Leave = Leave.Taken, Epoch = assignment.Epoch },
        { State: AssignmentState.Serving } => known,

        // The spec is not needed any more, the object's identity is.
        _ => new Assignment
        {
            Target = new AoETarget { Metadata = MetadataOf(current) },
            Epoch = assignment.Epoch,
            State = AssignmentState.Elsewhere,
        },
    };

    private Assignment Ours(Assignment? known, AoETarget current, TargetAssignment assignment)
    {
        var isHere = known is { State: AssignmentState.Serving or AssignmentState.Invalid or AssignmentState.Held };
        if (known is { Leave: Leave.Taken })
        {
            // Given away by force and back before it was closed: what is here is of the past, so it has to be closed first.
            return known;
        }

        if (known is { State: AssignmentState.Withdrawn } && assignment.Epoch == known.Epoch && assignment.Withdraw == true)
        {
            return Refreshed(known, current) with { Leave = LeaveOf(current, assignment) };
        }

        var next = Refreshed(isHere ? known! : new Assignment { State = AssignmentState.Invalid, IsClosed = assignment.Withdraw == true }, current) with
        {
            Epoch = assignment.Epoch,
            Leave = LeaveOf(current, assignment),
        };
        if (!isHere)
        {
            // Asked back by an operator that has changed its mind, or handed over by another node.
            next.Import = known is { State: AssignmentState.Withdrawn } && assignment.Epoch == known.Epoch ? known.Soft : Inherited(current, assignment);
        }

        if (next.State == AssignmentState.Held && !isSuspended)
        {
            next.State = AssignmentState.Serving;
        }

        return next;
    }

    private Assignment Refreshed(Assignment known, AoETarget current)
    {
        var isServing = known.State == AssignmentState.Serving;
        var problem = ProblemOf(current, isServing ? known.Target : null);
        var hasGoodSpec = known.State is AssignmentState.Serving or AssignmentState.Held or AssignmentState.Withdrawn;
        var spec = problem is null || !hasGoodSpec ? current.Spec : known.Target.Spec;
        var state = known.State;
        if (state == AssignmentState.Invalid && problem is null)
        {
            state = isSuspended && !known.IsClosed ? AssignmentState.Held : AssignmentState.Serving;
        }

        return known with
        {
            Target = new AoETarget { Metadata = MetadataOf(current), Spec = spec },
            State = state,
            Problem = problem,
            IsClosed = known.IsClosed && current.Status?.Assignment?.Withdraw == true,
        };
    }

    private static Leave LeaveOf(AoETarget current, TargetAssignment assignment) => assignment.Withdraw != true ? Leave.No
        : current.Metadata.DeletionTimestamp is null ? Leave.Move
        : Leave.Delete;

    // What the epoch just before this one left behind, and nothing older.
    private static TargetSoftState? Inherited(AoETarget current, TargetAssignment assignment) =>
        current.Status?.Export is { State: ExportStates.Withdrawn } export && export.Epoch == assignment.Epoch - 1 ? export.Soft : null;

    private static string? ProblemOf(AoETarget current, AoETarget? good)
    {
        var found = AoeTargetRules.Validate(current, good).Concat(NotYet.Check(current, inCluster: true))
            .Where(violation => violation.Severity == Severity.Error)
            .Select(violation => violation.ToString())
            .ToArray();
        return found.Length == 0 ? null : string.Join("; ", found);
    }

    private static V1ObjectMeta MetadataOf(AoETarget current)
    {
        var ours = current.Metadata.Annotations?
            .Where(annotation => annotation.Key.StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal))
            .OrderBy(annotation => annotation.Key, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        return new V1ObjectMeta
        {
            Name = current.Metadata.Name,
            Uid = current.Metadata.Uid,
            Generation = current.Metadata.Generation,
            DeletionTimestamp = current.Metadata.DeletionTimestamp,
            Annotations = ours is { Count: > 0 } ? ours : null,
        };
    }
}
