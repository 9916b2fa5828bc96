namespace AoEde.NodeAgent.Cluster;

/// <summary>Who speaks.</summary>
/// <param name="NodeName">The node.</param>
/// <param name="PodName">The agent's pod; null outside of one.</param>
/// <param name="Version">The agent's version.</param>
internal sealed record AgentIdentity(string NodeName, string? PodName, string Version);
