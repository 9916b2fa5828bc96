using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AoEde.Api.Schema;

/// <summary>One field of a kind: its name, type, default and bounds, read from the property that declares it.</summary>
public sealed class FieldSchema
{
    /// <param name="property">Declares type, default and bounds.</param>
    /// <param name="held">Holds the value; mostly the same.</param>
    internal FieldSchema(PropertyInfo property, PropertyInfo held)
    {
        Property = held;
        Name = NameOf(property);
        Kind = KindOf(property.PropertyType);
        Requirement = property.GetCustomAttribute<RequiredAttribute>();
        Default = property.GetCustomAttribute<DefaultAttribute>()?.Value;
        Constraints = [.. property.GetCustomAttributes<ConstraintAttribute>()];
        Object = Kind == FieldKind.Object ? ObjectSchema.Of(property.PropertyType) : null;
        MapKey = property.GetCustomAttribute<MapKeyAttribute>()?.Field;
        MostItems = property.GetCustomAttribute<MostItemsAttribute>()?.Maximum;
        Declaration = property;
        Item = Kind == FieldKind.ObjectList ? ObjectSchema.Of(property.PropertyType.GenericTypeArguments[0]) : null;
    }

    /// <summary>Name as written in a manifest.</summary>
    public string Name { get; }

    /// <summary>Type of the value.</summary>
    public FieldKind Kind { get; }

    /// <summary>Whether the field must be written.</summary>
    public bool IsRequired => Requirement is not null;

    /// <summary>The requirement itself; null when the field may be left out.</summary>
    public RequiredAttribute? Requirement { get; }

    /// <summary>Value when it is not written; null when there is none.</summary>
    public object? Default { get; }

    /// <summary>Bounds of the value.</summary>
    public IReadOnlyList<ConstraintAttribute> Constraints { get; }

    /// <summary>The fields within, for <see cref="FieldKind.Object"/>.</summary>
    public ObjectSchema? Object { get; }

    /// <summary>The fields of each item, for <see cref="FieldKind.ObjectList"/>.</summary>
    public ObjectSchema? Item { get; }

    /// <summary>The field whose values tell the items of a list apart; null when the list is one value.</summary>
    public string? MapKey { get; }

    /// <summary>How many items a list may have that only a server fills in; null when it is not said.</summary>
    public int? MostItems { get; }

    /// <summary>The property that declares type, default and bounds, and has the documentation.</summary>
    public PropertyInfo Declaration { get; }

    /// <summary>The property that holds the value.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Name of a property in a manifest.</summary>
    /// <param name="property">The property.</param>
    /// <returns>Its name.</returns>
    public static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static FieldKind KindOf(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return FieldKind.String;
        if (type == typeof(int)) return FieldKind.Int32;
        if (type == typeof(long)) return FieldKind.Int64;
        if (type == typeof(bool)) return FieldKind.Boolean;
        if (type == typeof(IReadOnlyList<string>)) return FieldKind.StringList;
        if (type == typeof(IReadOnlyDictionary<string, string>)) return FieldKind.StringMap;
        if (type == typeof(DateTimeOffset)) return FieldKind.Moment;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) return FieldKind.ObjectList;
        return FieldKind.Object;
    }
}
