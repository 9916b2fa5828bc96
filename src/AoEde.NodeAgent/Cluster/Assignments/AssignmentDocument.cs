using AoEde.Api;

namespace AoEde.NodeAgent.Cluster.Assignments;

/// <summary>Everything the agent must know to serve without the API server.</summary>
internal sealed record AssignmentDocument
{
    /// <summary>The only format there is.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Format of the file.</summary>
    public int Format { get; set; } = CurrentFormat;

    /// <summary>The node: a folder that was carried to another node must not make that one serve.</summary>
    public string NodeName { get; set; } = "";

    /// <summary>What the administrator wants of the node.</summary>
    public AoENodeSpec Node { get; set; } = new();

    /// <summary>The targets, ordered by name.</summary>
    public IReadOnlyList<Assignment> Targets { get; set; } = [];
}
