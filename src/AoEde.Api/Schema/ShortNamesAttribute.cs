namespace AoEde.Api.Schema;

/// <summary>Short names under which <c>kubectl</c> knows a kind.</summary>
/// <param name="names">The names.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortNamesAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
