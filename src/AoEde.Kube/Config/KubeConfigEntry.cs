using System.Text.Json.Nodes;

namespace AoEde.Kube.Config;

/// <summary>A named cluster, user or context of a kubeconfig.</summary>
/// <param name="name">Its name.</param>
/// <param name="file">The file it stands in, with its full path.</param>
/// <param name="fields">What stands below <c>cluster:</c>, <c>user:</c> or <c>context:</c>.</param>
internal sealed class KubeConfigEntry(string name, string file, JsonObject fields)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The file it stands in.</summary>
    public string File { get; } = file;

    /// <summary>A field as it is.</summary>
    public JsonNode? this[string field] => fields[field];

    /// <summary>A text; null when it is absent or empty.</summary>
    /// <exception cref="KubeConfigException">It is no text.</exception>
    public string? Text(string field) => fields[field] switch
    {
        null => null,
        JsonValue value => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(field, "must be one text"),
    };

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string field) => Text(field) is "true" or "True" or "TRUE";

    /// <summary>A path; relative ones start at the folder of the file.</summary>
    public string? FilePath(string field) => Text(field) is { } path ? Path.Combine(Path.GetDirectoryName(File)!, path) : null;

    /// <summary>PEM, inline in base64 (which wins) or in a file.</summary>
    public PemSource? Pem(string field)
    {
        if (Text(field + "-data") is not { } data)
            return FilePath(field) is { } path ? PemSource.FromFile(path) : null;
        try
        {
            return PemSource.FromText(System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(data)));
        }
        catch (FormatException slip)
        {
            throw new KubeConfigException($"{File}: '{Name}': {field}-data is not base64; encode the PEM text with base64 -w0", slip);
        }
    }

    /// <summary>A complaint about a field.</summary>
    public KubeConfigException Wrong(string field, string complaint) => new($"{File}: '{Name}': {field} {complaint}");
}
