namespace AoEde.Installation.Tests;

/// <summary>A target as an administrator would write it down.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Node">The node that serves it.</param>
/// <param name="Shelf">Its shelf.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="Backing">What it serves: see <see cref="File"/> and <see cref="Device"/>.</param>
internal sealed record TargetManifest(string Name, string Node, int Shelf, int Slot, string Backing)
{
    /// <summary>A field for targets that go at once, whoever is at work on them.</summary>
    public const string AnyTime = "deletion: {requireIdle: false}";

    /// <summary>Where it is served.</summary>
    public string Interface { get; init; } = "eth0";

    /// <summary>Further fields of the spec, each on a line.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>What kubectl takes.</summary>
    public string Yaml => $$"""
        apiVersion: aoede.io/v1alpha1
        kind: AoETarget
        metadata: {name: {{Name}} }
        spec:
          nodeName: {{Node}}
          shelf: {{Shelf}}
          slot: {{Slot}}
          interfaces: [{{Interface}}]
          backing: { {{Backing}} }
        {{string.Concat(Fields.Select(line => $"  {line}\n"))}}
        """;

    /// <summary>Served is an image in the node's folder that targets may use, named after the target.</summary>
    public static string OwnFile(string name, string size) => File($"{Release.FileDirectory}/{name}.img", size);

    /// <summary>Served is a file.</summary>
    public static string File(string path, string size) => $"file: {{path: {path}, size: {size} }}";

    /// <summary>Served is a block device.</summary>
    public static string Device(string path) => $"device: {{path: {path} }}";
}
