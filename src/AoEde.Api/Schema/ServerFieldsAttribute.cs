namespace AoEde.Api.Schema;

/// <summary>Fields that an API server fills in and a manifest may therefore carry; they are skipped without a word.</summary>
/// <param name="names">Their names.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ServerFieldsAttribute(params string[] names) : Attribute
{
    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
