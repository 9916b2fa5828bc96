using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AoEde.Operator.Agents;

/// <summary>Turns one YAML document into JSON, by the types of YAML's core schema, as kubectl does.</summary>
internal static class YamlToJson
{
    /// <summary>Reads a document.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The document; null when it is empty.</returns>
    /// <exception cref="FormatException">It is no YAML, or several documents.</exception>
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            throw new FormatException($"line {problem.End.Line}: {problem.Message}", problem);
        }

        return stream.Documents.Count switch
        {
            0 => null,
            1 => Convert(stream.Documents[0].RootNode),
            _ => throw new FormatException("there is more than one document"),
        };
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Object(mapping),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: { } value } => Plain(value),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => throw new FormatException($"line {node.Start.Line}: neither object, list nor value"),
    };

    private static JsonObject Object(YamlMappingNode mapping)
    {
        var json = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
                throw new FormatException($"line {key.Start.Line}: a name must be text");
            json[name] = Convert(value);
        }

        return json;
    }

    private static JsonValue? Plain(string value) => value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Octal(value) is { } mode => JsonValue.Create(mode),
        _ when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ when char.IsAsciiDigit(value[^1]) && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(value),
    };

    // File modes: 0644 as kubectl takes it, 0o644 as YAML 1.2 writes it.
    private static long? Octal(string value)
    {
        var digits = value.StartsWith("0o", StringComparison.Ordinal) ? value[2..] : value.Length > 1 && value[0] == '0' ? value[1..] : "";
        return digits.Length is > 0 and < 20 && digits.All(digit => digit is >= '0' and <= '7') ? System.Convert.ToInt64(digits, 8) : null;
    }
}
