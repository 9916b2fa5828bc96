using System.Text.Json.Nodes;

namespace AoEde.NodeAgent.Status;

/// <summary>One target as people and tools see it: an AoETarget with its status.</summary>
/// <param name="Name">Name of the target.</param>
/// <param name="Body">The object; never changed after it was made.</param>
internal sealed record TargetDocument(string Name, JsonObject Body);
