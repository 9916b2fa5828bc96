using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AoEde.Ctl.Text;

/// <summary>Reading the agent's objects, none of whose fields can be relied on to be there.</summary>
internal static class Json
{
    /// <summary>For people.</summary>
    public static JsonSerializerOptions Indented { get; } = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For objects made here that look like the agent's.</summary>
    public static JsonSerializerOptions CamelCase { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The value at a path of names, as text; empty when there is none.</summary>
    public static string Text(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node?.ToString() ?? "";
    }

    /// <summary>The list at a path of names; empty when there is none.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node is JsonArray list ? list.OfType<JsonNode>() : [];
    }

    /// <summary>The condition of one type, or null.</summary>
    public static JsonNode? Condition(this JsonNode? target, string type)
        => target.Items("status", "conditions").FirstOrDefault(condition => condition.Text("type") == type);
}
