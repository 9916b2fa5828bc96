using AoEde.Engine.Safety;

namespace AoEde.NodeAgent.Inventory;

/// <summary>What of a node's status stays as it is while the agent runs.</summary>
internal sealed record NodeFacts
{
    /// <summary>Name of the Node, and so of the AoENode.</summary>
    public required string NodeName { get; init; }

    /// <summary>Version of the agent.</summary>
    public required string Version { get; init; }

    /// <summary>Its pod, if it runs in one.</summary>
    public string? PodName { get; init; }

    /// <summary>Folder that must outlive the process.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The policy in force.</summary>
    public required HostPolicy Policy { get; init; }

    /// <summary>The file it came from; null when it is built in.</summary>
    public string? PolicyPath { get; init; }

    /// <summary>Why the file cannot be used as it is now; null while it can.</summary>
    public Func<string?> PolicyProblem { get; init; } = () => null;

    /// <summary>Where proc is mounted.</summary>
    public string ProcRoot { get; init; } = "/proc";

    /// <summary>Where sysfs is mounted.</summary>
    public string SysRoot { get; init; } = "/sys";
}
