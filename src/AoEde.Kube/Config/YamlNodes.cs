using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AoEde.Kube.Config;

/// <summary>
/// YAML (and so JSON too) as JSON nodes. Every scalar is text, so that a password of digits stays what it is; only what others define,
/// below <c>extensions</c>, has flags and numbers.
/// </summary>
internal static class YamlNodes
{
    /// <summary>Reads the first document; null for an empty one.</summary>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, typed: false);
    }

    private static JsonNode? Convert(YamlNode node, bool typed) => node switch
    {
        YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when typed => Typed(scalar.Value!),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(item => Convert(item, typed))]),
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => Member(pair.Key, pair.Value, typed))),
        _ => throw new YamlException(node.Start, node.End, "cannot be read here"),
    };

    private static KeyValuePair<string, JsonNode?> Member(YamlNode key, YamlNode value, bool typed) =>
        key is YamlScalarNode { Value: { } name }
            ? new(name, Convert(value, typed || name == "extensions"))
            : throw new YamlException(key.Start, key.End, "a key is not a plain name");

    private static JsonValue Typed(string text) =>
        text is "true" or "false" ? JsonValue.Create(text == "true")
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? JsonValue.Create(whole)
        : JsonValue.Create(text);
}
