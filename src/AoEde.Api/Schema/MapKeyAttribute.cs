namespace AoEde.Api.Schema;

/// <summary>
/// The list is a map: no two items have the same value in one field, and server-side apply merges it item by item. Other lists of objects
/// belong to one writer as a whole, which costs far fewer entries in <c>managedFields</c>.
/// </summary>
/// <param name="field">The field, as it is written in JSON.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MapKeyAttribute(string field) : Attribute
{
    /// <summary>The field, as it is written in JSON.</summary>
    public string Field { get; } = field;
}
