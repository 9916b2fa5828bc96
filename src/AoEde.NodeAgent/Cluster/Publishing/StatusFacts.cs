namespace AoEde.NodeAgent.Cluster.Publishing;

/// <summary>What there is to say of a target beside what the engine says.</summary>
/// <param name="Generation">The generation of the spec that is in force, or was refused; null before any was.</param>
/// <param name="Note">Why it cannot leave; null when it need not, or can.</param>
/// <param name="IsStopping">Whether the agent is about to end.</param>
internal sealed record StatusFacts(long? Generation, string? Note, bool IsStopping);
