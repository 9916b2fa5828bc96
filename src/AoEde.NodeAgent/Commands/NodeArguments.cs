using System.Net;

namespace AoEde.NodeAgent.Commands;

/// <summary>The words of a node line.</summary>
internal sealed record NodeArguments
{
    /// <summary>The node that the agent runs on.</summary>
    public required string NodeName { get; init; }

    /// <summary>Folder that outlives the process.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Folder of the control socket.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Policy file; null for the defaults.</summary>
    public string? Policy { get; init; }

    /// <summary>File with the way to the API server; null to look where everybody looks.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The namespace that AoEde is installed in; null for that of the pod or the kubeconfig.</summary>
    public string? Namespace { get; init; }

    /// <summary>The agent's pod; null outside of one.</summary>
    public string? PodName { get; init; }

    /// <summary>Where the host's processes are seen: their mounts say which disks are in use.</summary>
    public required string HostProc { get; init; }

    /// <summary>How long an agent that is told to end serves on for the next one; zero for not at all.</summary>
    public TimeSpan Overlap { get; init; }

    /// <summary>Where probes and metrics are answered; null for nowhere.</summary>
    public EndPoint? Listen { get; init; }

    /// <summary>How many pumps each interface gets.</summary>
    public int Pumps { get; init; } = 1;

    /// <summary>How log lines look.</summary>
    public LogFormat Log { get; init; }
}
