using AoEde.Api.Rules;
using AoEde.Api.Schema;
using AoEde.Api.Values;

namespace AoEde.Api.Manifests;

/// <summary>Fills a record from a YAML mapping along its schema, and says what does not fit.</summary>
internal sealed class NodeBinder(DiagnosticSink sink, ObjectSchema root)
{
    /// <summary>Reads a mapping. What could not be read keeps its default and is reported.</summary>
    public object Bind(ManifestNode node, ObjectSchema schema, string path)
    {
        var target = Activator.CreateInstance(schema.Type)!;
        var first = new Dictionary<string, Position>();
        foreach (var (key, position, value) in node.Entries)
        {
            var inner = FieldPath.Join(path, key);
            if (!first.TryAdd(key, position))
            {
                sink.Error(Shown.Text(inner), position, $"is given twice, first in line {first[key].Line}", "keep one of them");
                continue;
            }

            if (schema.ServerFields.Contains(key))
                continue;

            if (schema.Find(key) is not { } field)
            {
                ReportUnknown(key, position, path, schema);
                continue;
            }

            sink.Marks.Set(inner, position);
            if (!value.IsNull && Read(value, field, inner) is { } read)
                field.Property.SetValue(target, read);
        }

        return target;
    }

    private void ReportUnknown(string key, Position position, string path, ObjectSchema schema)
    {
        var meant = Suggestion.For(key, schema.Fields.Select(field => field.Name));
        if (meant is not null)
            sink.Misspelt(FieldPath.Join(path, meant));
        sink.Error(Shown.Text(FieldPath.Join(path, key)), position, "there is no such field",
            meant is not null ? $"did you mean {meant}?" : UnknownField.Remedy(key, path, schema, root));
    }

    private object? Read(ManifestNode node, FieldSchema field, string path) => field.Kind switch
    {
        FieldKind.String => Text(node, path, field),
        FieldKind.Int32 => Integer(node, path, field, int.MinValue, int.MaxValue) is { } number ? (int)number : null,
        FieldKind.Int64 => Integer(node, path, field, long.MinValue, long.MaxValue),
        FieldKind.Boolean => Flag(node, path),
        FieldKind.StringList => List(node, path, field),
        FieldKind.StringMap => Map(node, path),
        _ => Expect(node, NodeShape.Mapping, path, "an object", "indent its fields below it") ? Bind(node, field.Object!, path) : null,
    };

    private string? Text(ManifestNode node, string path, FieldSchema? field)
    {
        if (!Expect(node, NodeShape.Scalar, path, "text", "write a single value"))
            return null;

        var type = node.IsPlain ? PlainScalar.Resolve(node.Text) : ScalarType.Text;
        if (type == ScalarType.Text)
            return node.Text;

        // kubectl turns an unquoted Off into false. Here the meaning is plain, so it is taken, with a word of advice.
        var words = field?.Constraints.OfType<OneOfAttribute>().FirstOrDefault()?.Values ?? [];
        var quoted = $"\"{Shown.Text(Suggestion.For(node.Text, words) ?? node.Text)}\"";
        if (words.Contains(node.Text))
        {
            var asRead = PlainScalar.Describe(type);
            sink.Warning(path, node.Position, $"kubectl reads {node.Text} without quotes as {asRead}", $"write {quoted}");
            return node.Text;
        }

        sink.Error(path, node.Position, $"expected text, found {PlainScalar.Describe(type)}", $"put it in quotes: {quoted}");
        return null;
    }

    private long? Integer(ManifestNode node, string path, FieldSchema field, long minimum, long maximum)
    {
        var shown = Shown.Text(node.Text);
        if (node.Shape != NodeShape.Scalar || !node.IsPlain || !PlainScalar.TryInteger(node.Text, out var value))
        {
            sink.Error(path, node.Position, $"expected a number, found {node.Describe()}", NumberRemedy(node));
            return null;
        }

        if (PlainScalar.IsAmbiguous(node.Text))
        {
            sink.Error(path, node.Position, $"{shown} is octal for some readers and decimal for others", "leave out the leading zero");
            return null;
        }

        if (value >= minimum && value <= maximum)
            return (long)value;

        var bounds = field.Constraints.OfType<BoundsAttribute>().FirstOrDefault() ?? new BoundsAttribute(minimum, maximum);
        var complaint = bounds.OutOfRange(shown);
        sink.Error(path, node.Position, complaint.Message, complaint.Remedy);
        return null;
    }

    private static string NumberRemedy(ManifestNode node)
    {
        if (node is { Shape: NodeShape.Scalar, IsPlain: false } && PlainScalar.TryInteger(node.Text, out _))
            return $"remove the quotes: {Shown.Text(node.Text)}";

        var isText = node.Shape == NodeShape.Scalar && (!node.IsPlain || PlainScalar.Resolve(node.Text) == ScalarType.Text);
        return isText && Quantity.TryParse(node.Text, out var amount) ? $"write {amount.Bytes}" : "write a whole number";
    }

    private bool? Flag(ManifestNode node, string path)
    {
        if (node is { Shape: NodeShape.Scalar, IsPlain: true } && PlainScalar.Resolve(node.Text) == ScalarType.Boolean)
            return PlainScalar.IsTrue(node.Text);

        sink.Error(path, node.Position, $"expected true or false, found {node.Describe()}", "write true or false, without quotes");
        return null;
    }

    private List<string>? List(ManifestNode node, string path, FieldSchema field)
    {
        if (!Expect(node, NodeShape.Sequence, path, "a list", $"write [{Shown.Text(node.Text)}]"))
            return null;

        var list = new List<string>(node.Items.Count);
        foreach (var item in node.Items)
        {
            var inner = $"{path}[{list.Count}]";
            sink.Marks.Set(inner, item.Position);
            list.Add(Text(item, inner, field) ?? "");
        }

        return list;
    }

    private Dictionary<string, string>? Map(ManifestNode node, string path)
    {
        if (!Expect(node, NodeShape.Mapping, path, "an object", "write one 'name: text' per line"))
            return null;

        var map = new Dictionary<string, string>(node.Entries.Count);
        foreach (var (key, position, value) in node.Entries)
        {
            var inner = Shown.Text(FieldPath.Join(path, key));
            if (map.ContainsKey(key))
                sink.Error(inner, position, "is given twice", "keep one of them");
            else
                map[key] = value.IsNull ? "" : Text(value, inner, null) ?? "";
        }

        return map;
    }

    private bool Expect(ManifestNode node, NodeShape shape, string path, string expected, string remedy)
    {
        if (node.Shape == shape)
            return true;

        sink.Error(path, node.Position, $"expected {expected}, found {node.Describe()}", remedy);
        return false;
    }
}
