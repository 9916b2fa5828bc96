namespace AoEde.Api;

/// <summary>
/// Which agent is to serve a target. An agent serves only what is assigned to its node, and of two assignments only the one of the higher epoch.
/// </summary>
public sealed record TargetAssignment
{
    /// <summary>The node.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>Counts assignments, from 1: an agent that was away knows by it whether the target is still its own.</summary>
    public long Epoch { get; set; }

    /// <summary>
    /// The agent shall take the target off the wire, make everything stable, close it and report <see cref="ExportStates.Withdrawn"/>: the target
    /// moves, or is being deleted.
    /// </summary>
    public bool? Withdraw { get; set; }
}
