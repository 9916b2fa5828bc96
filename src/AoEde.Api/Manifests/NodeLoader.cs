using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AoEde.Api.Manifests;

/// <summary>
/// Builds nodes from parser events. YamlDotNet's own document model recurses without limit and refuses repeated keys without saying
/// where, so the events are read here.
/// </summary>
internal sealed class NodeLoader
{
    // Kubernetes objects nest some ten levels; a file that nests deeper only aims at the stack.
    private const int DeepestNesting = 64;
    private readonly Parser _parser;
    private readonly Dictionary<string, ManifestNode> _anchors = [];
    private readonly Stack<Mark> _openBrackets = [];
    private Mark _lastSeen = Mark.Empty;

    private NodeLoader(string text) => _parser = new Parser(new StringReader(text));

    /// <summary>Reads every document of a text.</summary>
    /// <exception cref="YamlException">The text is not YAML, or nests too deeply.</exception>
    public static List<ManifestNode> Load(string text)
    {
        var loader = new NodeLoader(text);
        try
        {
            return loader.Documents();
        }
        catch (Exception slip) when (slip is not (YamlException or OutOfMemoryException))
        {
            // The scanner lets a few of its own exceptions out without a place, above all for a bracket that nobody closes.
            throw loader._openBrackets.TryPeek(out var bracket)
                ? new YamlException(bracket, bracket, "the bracket that opens here is not closed where it should be", slip)
                : new YamlException(loader._lastSeen, loader._lastSeen, "what follows here makes no sense", slip);
        }
    }

    private List<ManifestNode> Documents()
    {
        var documents = new List<ManifestNode>();
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            documents.Add(Node(0));
            _parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private static Position At(Mark mark) => new((int)mark.Line, (int)mark.Column);

    private ManifestNode Node(int depth)
    {
        if (depth > DeepestNesting)
            throw new YamlException(Start, Start, $"values are nested more than {DeepestNesting} levels deep");

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.GetValueOrDefault(alias.Value.Value)
                ?? throw new YamlException(alias.Start, alias.End, $"there is no finished anchor '{alias.Value.Value}' above");
        }

        var (node, anchor) = _parser.TryConsume<Scalar>(out var scalar) ? (Scalar(scalar), scalar.Anchor)
            : _parser.TryConsume<SequenceStart>(out var sequence) ? (Sequence(sequence, depth), sequence.Anchor)
            : Mapping(_parser.Consume<MappingStart>(), depth);
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        return node;
    }

    private ManifestNode Scalar(Scalar scalar)
    {
        _lastSeen = scalar.Start;
        return new()
        {
            Shape = NodeShape.Scalar,
            Position = At(scalar.Start),
            Text = scalar.Value,
            IsPlain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty,
        };
    }

    private ManifestNode Sequence(SequenceStart start, int depth)
    {
        var node = new ManifestNode { Shape = NodeShape.Sequence, Position = At(start.Start) };
        Open(start.Style == SequenceStyle.Flow, start);
        while (!_parser.TryConsume<SequenceEnd>(out _))
            node.Items.Add(Node(depth + 1));
        Close(start.Style == SequenceStyle.Flow);
        return node;
    }

    private (ManifestNode Node, AnchorName Anchor) Mapping(MappingStart start, int depth)
    {
        var node = new ManifestNode { Shape = NodeShape.Mapping, Position = At(start.Start) };
        var merged = new List<ManifestNode>();
        Open(start.Style == MappingStyle.Flow, start);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var mark = Start;
            var key = Node(depth + 1);
            if (key.Shape != NodeShape.Scalar)
                throw new YamlException(mark, mark, "a key is not a plain name");

            var value = Node(depth + 1);
            if (key is { Text: "<<", IsPlain: true })
                merged.AddRange(value.Shape == NodeShape.Sequence ? value.Items : [value]);
            else
                node.Entries.Add((key.Text, key.Position, value));
        }

        Close(start.Style == MappingStyle.Flow);
        Merge(node, merged);
        return (node, start.Anchor);
    }

    // YAML's merge key: what the mapping says itself wins, then the first that is merged in.
    private static void Merge(ManifestNode node, List<ManifestNode> merged)
    {
        if (merged.Count == 0)
            return;

        var known = node.Entries.Select(entry => entry.Key).ToHashSet();
        foreach (var entry in merged.SelectMany(other => other.Entries))
        {
            if (known.Add(entry.Key))
                node.Entries.Add(entry);
        }
    }

    private void Open(bool hasBracket, ParsingEvent start)
    {
        _lastSeen = start.Start;
        if (hasBracket)
            _openBrackets.Push(start.Start);
    }

    private void Close(bool hasBracket)
    {
        if (hasBracket)
            _openBrackets.Pop();
    }

    private Mark Start => _parser.Current?.Start ?? Mark.Empty;
}
