using AoEde.Api.Schema;
using AoEde.Kube.Models;

namespace AoEde.Api;

/// <summary>How a target fares. Two managers write disjoint parts: the operator and the agent of the node it is assigned to.</summary>
public sealed record AoETargetStatus
{
    /// <summary>The generation of the spec that the operator has judged. Written by the operator.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>The address as initiators write it, such as <c>e9.0</c>. Written by the operator.</summary>
    public string? Address { get; set; }

    /// <summary>One word for a column, derived from the conditions; programs read those. Written by the operator.</summary>
    public string? Phase { get; set; }

    /// <summary>Who is to serve it. Written by the operator.</summary>
    public TargetAssignment? Assignment { get; set; }

    /// <summary>Who serves it, and how far that has come. Written by the agent.</summary>
    public TargetExport? Export { get; set; }

    /// <summary>What was found behind the path. Written by the agent.</summary>
    public TargetDevice? Device { get; set; }

    /// <summary>The interfaces it is exported on, at most 64. Written by the agent.</summary>
    [MostItems(64)]
    public IReadOnlyList<TargetInterface>? Interfaces { get; set; }

    /// <summary>Who did I/O in the last minute. Written by the agent, when the set changes.</summary>
    public TargetInitiators? Initiators { get; set; }

    /// <summary>Its freeze. Written by the agent.</summary>
    public TargetFreeze? Freeze { get; set; }

    /// <summary>The conditions named in <see cref="AoEde.Api.Conditions"/>, each with one writer.</summary>
    [MapKey("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; set; }

    /// <summary>The condition of one type, or null when it has none.</summary>
    /// <param name="type">The type.</param>
    public V1Condition? Condition(string type) => Conditions?.FirstOrDefault(condition => condition.Type == type);
}
