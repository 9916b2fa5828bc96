namespace AoEde.Api.Schema;

/// <summary>How many items a list may have that only a server fills in.</summary>
/// <param name="maximum">Most.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MostItemsAttribute(int maximum) : Attribute
{
    /// <summary>Most.</summary>
    public int Maximum { get; } = maximum;
}
