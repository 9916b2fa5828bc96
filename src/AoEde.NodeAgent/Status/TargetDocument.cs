using System.Text.Json.Nodes;
using AoEde.Engine;

namespace AoEde.NodeAgent.Status;

/// <summary>One target as people and tools see it: an AoETarget with its status.</summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Body">The object; never changed after it was made.</param>
/// <param name="Status">What the engine says, with the condition Frozen among the others.</param>
internal sealed record TargetDocument(string Name, JsonObject Body, TargetStatus Status);
