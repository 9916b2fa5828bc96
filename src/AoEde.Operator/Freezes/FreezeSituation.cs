using AoEde.Api;
using AoEde.Operator.Nodes;

namespace AoEde.Operator.Freezes;

/// <summary>Everything that a decision about one freeze depends on, as it is at one moment.</summary>
internal sealed record FreezeSituation
{
    /// <summary>The freeze, with the status that was last written.</summary>
    public required AoEFreeze Freeze { get; init; }

    /// <summary>Its targets by name; those that do not exist are missing.</summary>
    public required IReadOnlyDictionary<string, AoETarget> Targets { get; init; }

    /// <summary>The namespace of the operator: from there every target may be frozen.</summary>
    public required string OwnNamespace { get; init; }

    /// <summary>The node whose agent was told to freeze; null while none was.</summary>
    public NodeSight? Node { get; init; }

    /// <summary>The wall clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the operator has given its leave.</summary>
    public bool IsAuthorized => Freeze.Status?.Authorized is not null;

    /// <summary>Whether it is over.</summary>
    public bool IsComplete => FreezeEnd.IsComplete(Freeze);

    /// <summary>Whether its deletion was asked for.</summary>
    public bool IsDeleting => Freeze.Metadata.DeletionTimestamp is not null;
}
