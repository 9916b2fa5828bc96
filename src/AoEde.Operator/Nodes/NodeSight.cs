namespace AoEde.Operator.Nodes;

/// <summary>A node as far as it matters to a target.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Exists">Whether there is a Node object.</param>
/// <param name="HasAgent">Whether an agent has shown itself there: an AoENode and a heartbeat.</param>
/// <param name="IsOutOfService">Whether a person declared it shut down, by the taint <c>node.kubernetes.io/out-of-service</c>.</param>
/// <param name="Heartbeat">The life of its agent.</param>
internal sealed record NodeSight(string Name, bool Exists, bool HasAgent, bool IsOutOfService, Heartbeat Heartbeat);
