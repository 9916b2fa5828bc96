using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AoEde.Api.Manifests;

/// <summary>
/// Writes a JSON tree as block-style YAML, the way kubectl shows objects. A string is written plain only when every YAML reader
/// takes it for a string; otherwise it is quoted as in JSON, which is YAML as well.
/// </summary>
public static class YamlWriter
{
    private static readonly JsonSerializerOptions s_quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of <paramref name="node"/>, with a line feed at its end.</summary>
    public static string Of(JsonNode node)
    {
        var text = new StringBuilder();
        switch (node)
        {
            case JsonObject map when map.Count > 0:
                Map(text, map, 0);
                break;
            case JsonArray list when list.Count > 0:
                List(text, list, 0);
                break;
            default:
                text.Append(Scalar(node)).Append('\n');
                break;
        }

        return text.ToString();
    }

    private static void Map(StringBuilder text, JsonObject map, int indent, bool firstIsPlaced = false)
    {
        foreach (var (key, value) in map)
        {
            text.Append(' ', firstIsPlaced ? 0 : indent).Append(Quote(key)).Append(':');
            firstIsPlaced = false;
            Value(text, value, indent);
        }
    }

    private static void Value(StringBuilder text, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                text.Append('\n');
                Map(text, map, indent + 2);
                break;
            case JsonArray { Count: > 0 } list:
                text.Append('\n');
                List(text, list, indent);
                break;
            default:
                text.Append(' ').Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void List(StringBuilder text, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            text.Append(' ', indent).Append("- ");
            switch (item)
            {
                case JsonObject { Count: > 0 } map:
                    Map(text, map, indent + 2, firstIsPlaced: true);
                    break;
                case JsonArray { Count: > 0 } inner:
                    // A list in a list has no use in these objects; flow style keeps it right all the same.
                    text.Append(inner.ToJsonString(s_quoting)).Append('\n');
                    break;
                default:
                    text.Append(Scalar(item)).Append('\n');
                    break;
            }
        }
    }

    private static string Scalar(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Quote(value.GetValue<string>()),
        _ => node.ToJsonString(s_quoting),
    };

    private static string Quote(string text) => IsPlain(text) ? text : JsonValue.Create(text).ToJsonString(s_quoting);

    /// <summary>Letters first, and nothing that YAML 1.1 or 1.2 reads as a mark, a boolean, a null or a comment.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter(text[0]) || text[0] == '/') || text[^1] is ' ' or ':')
        {
            return false;
        }

        if (text.Any(letter => letter is < ' ' or > '~') || text.Contains(": ", StringComparison.Ordinal) || text.Contains(" #", StringComparison.Ordinal))
        {
            return false;
        }

        return text.ToLowerInvariant() is not ("true" or "false" or "yes" or "no" or "on" or "off" or "null" or "y" or "n");
    }
}
