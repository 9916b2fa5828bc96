using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>What the agent of a node found. Written by the agent; when its heartbeat is stale the operator sets Ready to Unknown.</summary>
public sealed record AoENodeStatus
{
    /// <summary>Version of the agent.</summary>
    public string? AgentVersion { get; set; }

    /// <summary>The agent's pod.</summary>
    public string? PodName { get; set; }

    /// <summary>Release of the kernel.</summary>
    public string? Kernel { get; set; }

    /// <summary>What the kernel lets the agent do.</summary>
    public NodeCapabilities? Capabilities { get; set; }

    /// <summary>The Ethernet interfaces, at most 64.</summary>
    [MostItems(64)]
    public IReadOnlyList<NodeInterface>? Interfaces { get; set; }

    /// <summary>The names of the interfaces that targets may use.</summary>
    [Derived, MostItems(64)]
    public IReadOnlyList<string>? InterfaceNames =>
        Interfaces?.Where(known => known.Allowed != false).Select(known => known.Name).ToList() is { Count: > 0 } names ? names : null;

    /// <summary>The block devices, at most 256, each with a verdict.</summary>
    [MostItems(256)]
    public IReadOnlyList<NodeDevice>? Devices { get; set; }

    /// <summary>How many devices could be exported.</summary>
    public int? EligibleDevices { get; set; }

    /// <summary>The targets of the node.</summary>
    public NodeTargets? Targets { get; set; }

    /// <summary>The conditions named in <see cref="NodeConditions"/>.</summary>
    [MapKey("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; set; }

    /// <summary>The condition of one type, or null when it has none.</summary>
    /// <param name="type">The type.</param>
    public V1Condition? Condition(string type) => Conditions?.FirstOrDefault(condition => condition.Type == type);
}
