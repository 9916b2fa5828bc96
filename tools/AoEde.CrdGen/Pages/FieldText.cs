using AoEde.Api.Schema;
using AoEde.CrdGen.Text;

namespace AoEde.CrdGen.Pages;

/// <summary>What a field takes, in the words of a manifest's writer.</summary>
internal static class FieldText
{
    public static string Type(FieldSchema field) => field.Kind switch
    {
        FieldKind.Int32 or FieldKind.Int64 => "integer",
        FieldKind.Boolean => "boolean",
        FieldKind.StringList => "list of text",
        FieldKind.StringMap => "map of text",
        FieldKind.Object => "object",
        FieldKind.ObjectList => field.MapKey is null ? "list of objects" : $"list of objects, by {field.MapKey}",
        FieldKind.Moment => "time",
        _ when field.Constraints.OfType<DurationFormatAttribute>().Any() => "duration",
        _ when field.Constraints.OfType<QuantityFormatAttribute>().Any() => "quantity",
        _ => "text",
    };

    public static string Default(FieldSchema field) => field.Default switch
    {
        null when field.IsRequired => "**required**",
        null => "",
        "" => "empty",
        bool flag => flag ? "`true`" : "`false`",
        var value => $"`{value}`",
    };

    public static string Bounds(FieldSchema field)
    {
        var words = field.Constraints.Select(Bound).Where(word => word.Length > 0).ToList();
        if (field.MostItems is { } most)
            words.Add($"at most {most} items");
        return string.Join("; ", words);
    }

    private static string Bound(ConstraintAttribute constraint) => constraint switch
    {
        BoundsAttribute { Maximum: long.MaxValue } bounds => $"at least {bounds.Minimum}",
        BoundsAttribute bounds => $"{bounds.Minimum} to {bounds.Maximum}",
        MultipleOfAttribute multiple => $"a multiple of {multiple.Unit}",
        ItemsAttribute { Minimum: 0 } items => $"at most {items.Maximum} items",
        ItemsAttribute items => $"{items.Minimum} to {items.Maximum} items",
        LengthAttribute length => $"at most {length.Maximum} characters",
        OneOfAttribute words => PlainText.Choice([.. words.Values.Select(word => $"`{word}`")]),
        PatternAttribute pattern => pattern.Expected,
        _ => "",
    };
}
