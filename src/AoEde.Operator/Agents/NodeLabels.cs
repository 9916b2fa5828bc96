using System.Text.Json.Nodes;
using AoEde.Api;
using AoEde.Kube.Models;

namespace AoEde.Operator.Agents;

/// <summary>Which nodes get the label that brings an agent to them. A label that somebody else set is left alone.</summary>
internal static class NodeLabels
{
    /// <summary>Nodes that targets name, or are assigned to.</summary>
    public static IReadOnlySet<string> Needed(IEnumerable<AoETarget> targets) => targets
        .SelectMany(target => new[] { target.Spec.NodeName, target.Status?.Assignment?.NodeName })
        .OfType<string>().Where(name => name.Length > 0)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The nodes that are to be written.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="needed">Those that need an agent.</param>
    /// <param name="placement">Where agents run.</param>
    /// <returns>Each node with whether it shall have the label; where not, the label may be somebody else's.</returns>
    public static IReadOnlyList<(V1Node Node, bool Label)> Changes(
        IEnumerable<V1Node> nodes, IReadOnlySet<string> needed, AgentPlacement placement)
    {
        var changes = new List<(V1Node, bool)>();
        foreach (var node in nodes)
        {
            var wanted = placement == AgentPlacement.OnDemand && needed.Contains(node.Metadata.Name ?? "");
            var has = node.Metadata.Labels is { } labels && labels.TryGetValue(AgentDaemonSet.NodeLabel, out var value) && value == "true";
            if (wanted && !has)
                changes.Add((node, true));
            else if (!wanted && has)
                changes.Add((node, false));
        }

        return changes;
    }

    /// <summary>What is applied to a node: with the label, or without it, which takes away the one that was applied before.</summary>
    public static JsonObject Render(V1Node node, bool label)
    {
        // The UID keeps the apply from making a node of this name that is gone by now.
        var metadata = new JsonObject { ["name"] = node.Metadata.Name, ["uid"] = node.Metadata.Uid };
        if (label)
            metadata["labels"] = new JsonObject { [AgentDaemonSet.NodeLabel] = "true" };
        return new() { ["apiVersion"] = "v1", ["kind"] = "Node", ["metadata"] = metadata };
    }

    /// <summary>Whether the operator set the label of a node, as the server remembers it.</summary>
    public static bool IsOurs(V1Node node)
    {
        if (node.Metadata.ManagedFields is not { ValueKind: System.Text.Json.JsonValueKind.Array } managers)
            return false;
        foreach (var manager in managers.EnumerateArray())
        {
            if (manager.TryGetProperty("manager", out var name) && name.GetString() == FieldManagers.Operator
                && manager.TryGetProperty("fieldsV1", out var fields) && fields.GetRawText().Contains($"f:{AgentDaemonSet.NodeLabel}", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
