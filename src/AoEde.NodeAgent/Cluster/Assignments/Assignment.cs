using System.Text.Json.Serialization;
using AoEde.Api;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>One target and this node: what was last known to be right about it, whether or not the API server can be asked.</summary>
internal sealed record Assignment
{
    /// <summary>The target: the last good spec, the metadata that matters, no status.</summary>
    public AoETarget Target { get; set; } = new();

    /// <summary>The highest epoch that was ever seen for this very object. Nothing older is obeyed.</summary>
    public long Epoch { get; set; }

    /// <summary>What is done with it.</summary>
    public AssignmentState State { get; set; }

    /// <summary>Why it is to leave.</summary>
    public Leave Leave { get; set; }

    /// <summary>
    /// It is not opened although it is to be served: it was asked to leave before it ever came. What it left here in an earlier life
    /// may still have to be merged; then it is opened after all.
    /// </summary>
    public bool IsClosed { get; set; }

    /// <summary>While withdrawn: what initiators had changed, for the node that comes after this one.</summary>
    public TargetSoftState? Soft { get; set; }

    /// <summary>What the node before this one left behind, until it is in the engine's hands.</summary>
    public TargetSoftState? Import { get; set; }

    /// <summary>What is wrong with the newest spec; null when it is the one in force.</summary>
    public string? Problem { get; set; }

    /// <summary>Name of the target.</summary>
    [JsonIgnore]
    public string Name => Target.Metadata.Name ?? "";

    /// <summary>Identity of the object.</summary>
    [JsonIgnore]
    public string Uid => Target.Metadata.Uid ?? "";

    /// <summary>Whether the engine is to have it.</summary>
    [JsonIgnore]
    public bool IsWanted => State == AssignmentState.Serving && Leave != Leave.Taken && !IsClosed;

    /// <summary>Whether this agent speaks for the target in its status.</summary>
    [JsonIgnore]
    public bool IsOurs => State != AssignmentState.Elsewhere && Leave is not (Leave.Gone or Leave.Taken);

    /// <summary>Whether something is to be done for it to leave.</summary>
    [JsonIgnore]
    public bool IsLeaving => Leave != Leave.No && State is not (AssignmentState.Withdrawn or AssignmentState.Elsewhere);
}
