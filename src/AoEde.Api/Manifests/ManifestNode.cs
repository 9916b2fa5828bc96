namespace AoEde.Api.Manifests;

/// <summary>One value of a YAML document with its place. Aliases share the node they stand for.</summary>
internal sealed class ManifestNode
{
    public required NodeShape Shape { get; init; }

    public required Position Position { get; init; }

    /// <summary>Text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether a scalar stands without quotes, so that its text decides its type.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Items of a sequence.</summary>
    public List<ManifestNode> Items { get; } = [];

    /// <summary>Entries of a mapping in the order written, repeated keys included.</summary>
    public List<(string Key, Position Position, ManifestNode Value)> Entries { get; } = [];

    public bool IsNull => Shape == NodeShape.Scalar && IsPlain && PlainScalar.Resolve(Text) == ScalarType.Null;

    public ManifestNode? Find(string key) => Entries.Find(entry => entry.Key == key).Value;

    /// <summary>What the value is, for messages.</summary>
    public string Describe() => Shape switch
    {
        NodeShape.Mapping => "an object",
        NodeShape.Sequence => "a list",
        _ => IsPlain ? PlainScalar.Describe(PlainScalar.Resolve(Text)) : "text",
    };
}
