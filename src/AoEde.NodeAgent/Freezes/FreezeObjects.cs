using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AoEde.Api;

namespace AoEde.NodeAgent.Freezes;

/// <summary>Freezes as JSON: in records, on the control socket and in patches. What has no value is left out.</summary>
internal static class FreezeObjects
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The object as a tree.</summary>
    public static JsonObject ToJson(AoEFreeze freeze)
    {
        var tree = JsonSerializer.SerializeToNode(freeze, s_options)!.AsObject();
        foreach (var name in new[] { "labels", "annotations" })
        {
            if (tree["metadata"] is JsonObject metadata && metadata[name] is JsonObject { Count: 0 })
            {
                metadata.Remove(name);
            }
        }

        return tree;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such an object.</exception>
    public static AoEFreeze Read(ReadOnlySpan<byte> text)
        => JsonSerializer.Deserialize<AoEFreeze>(text, s_options) ?? throw new JsonException("it holds nothing");

    /// <summary>Applies a JSON merge patch (RFC 7396), in place.</summary>
    public static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner when target[name] is JsonObject existing:
                    Merge(existing, inner);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }

    /// <summary>Whether two freezes ask for the same, heartbeats and releases aside.</summary>
    public static bool AskTheSame(AoEFreezeSpec one, AoEFreezeSpec other)
        => one.Targets.ToHashSet(StringComparer.Ordinal).SetEquals(other.Targets)
            && one with { Targets = other.Targets, RenewTime = other.RenewTime, Release = other.Release } == other;
}
