using AoEde.Kube.Models;

namespace AoEde.Operator.Agents;

/// <summary>How far the agents are with the current template.</summary>
/// <param name="Desired">Nodes that shall have one.</param>
/// <param name="Updated">Of these, nodes with the current template.</param>
/// <param name="Ready">Nodes whose agent is ready.</param>
/// <param name="IsSeen">Whether the DaemonSet's own controller has seen the current template.</param>
internal readonly record struct Rollout(int Desired, int Updated, int Ready, bool IsSeen)
{
    /// <summary>Whether every agent runs the current template and is ready.</summary>
    public bool IsComplete => IsSeen && Updated >= Desired && Ready >= Desired;

    /// <summary>The rollout of a DaemonSet.</summary>
    public static Rollout Of(V1DaemonSet agents) => new(
        agents.Status?.DesiredNumberScheduled ?? 0,
        agents.Status?.UpdatedNumberScheduled ?? 0,
        agents.Status?.NumberReady ?? 0,
        agents.Status?.ObservedGeneration is { } seen && seen >= (agents.Metadata.Generation ?? 0));

    /// <summary>For people.</summary>
    /// <returns>Text such as <c>2 of 3 agents run the current template, 3 are ready</c>.</returns>
    public override string ToString() => $"{Updated} of {Desired} agents run the current template, {Ready} are ready";
}
