namespace AoEde.Api.Schema;

/// <summary>The value a field has when it is not written.</summary>
/// <param name="value">A string, an integer or a boolean.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(object value) : Attribute
{
    /// <summary>The value.</summary>
    public object Value { get; } = value;
}
