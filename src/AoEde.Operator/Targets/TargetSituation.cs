using AoEde.Api;
using AoEde.Operator.Addresses;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Targets;

/// <summary>Everything that a decision about one target depends on, as it is at one moment.</summary>
internal sealed record TargetSituation
{
    /// <summary>The target, with the status that was last written.</summary>
    public required AoETarget Target { get; init; }

    /// <summary>Whether it has its addresses.</summary>
    public required AddressVerdict Address { get; init; }

    /// <summary>The node that its spec names.</summary>
    public required NodeSight Wanted { get; init; }

    /// <summary>The node that it is assigned to; null while it is assigned to none.</summary>
    public required NodeSight? Assigned { get; init; }

    /// <summary>Whether a freeze that the operator allowed and that has not ended names it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The wall clock, for the times of conditions.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The assignment in force.</summary>
    public TargetAssignment? Assignment => Target.Status?.Assignment;

    /// <summary>Whether its deletion was asked for.</summary>
    public bool IsDeleting => Target.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether the spec names another node than the one that serves it.</summary>
    public bool IsMoving => Assignment is { } assignment && assignment.NodeName != Target.Spec.NodeName;

    /// <summary>Whether the agent that has it said that it let go, for the assignment in force and no older one.</summary>
    public bool IsWithdrawn =>
        Assignment is { } assignment && Target.Status?.Export is { State: ExportStates.Withdrawn } export
        && export.NodeName == assignment.NodeName && export.Epoch == assignment.Epoch;

    /// <summary>
    /// Whether bytes that initiators wrote may be in a shadow on the node: another node would serve a stale base. Only its own agent can tell
    /// that they are merged.
    /// </summary>
    public bool IsFrozen =>
        IsHeld || Target.Status?.Freeze is { State: "Freezing" or "Frozen" or "Merging" }
        || Target.Status?.Condition(Conditions.Frozen) is { Status: ConditionStatus.True };

    /// <summary>
    /// Whether the assignment in force may be ended without its agent: the node is gone or declared shut down, or a person wrote the epoch
    /// in force into the annotation.
    /// </summary>
    public bool IsFenced =>
        Assignment is { } assignment
        && (Assigned is null or { Exists: false } or { IsOutOfService: true } || Annotation(Annotations.ForceWithdraw) == $"{assignment.Epoch}");

    /// <summary>The value of an annotation; null without one.</summary>
    public string? Annotation(string name) =>
        Target.Metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var value) ? value.Trim() : null;
}
