namespace AoEde.Api.Schema;

/// <summary>The field must be present and, for text and lists, not empty.</summary>
/// <param name="remedy">What to tell somebody who left it out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute(string remedy) : Attribute
{
    /// <summary>What to tell somebody who left it out.</summary>
    public string Remedy { get; } = remedy;
}
