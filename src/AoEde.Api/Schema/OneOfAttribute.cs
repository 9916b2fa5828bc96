namespace AoEde.Api.Schema;

/// <summary>
/// The text is one of a few words. The field stays a string, so that a word from a newer version is refused with a message instead of
/// failing to deserialise.
/// </summary>
/// <param name="values">The words.</param>
public sealed class OneOfAttribute(params string[] values) : ConstraintAttribute
{
    /// <summary>The words.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <inheritdoc/>
    public override string Id => "one-of";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is not string text || Values.Contains(text))
            return null;

        var meant = Suggestion.For(text, Values);
        var choice = Values.Count == 1 ? Values[0] : $"{string.Join(", ", Values.SkipLast(1))} or {Values[^1]}";
        var remedy = meant is null ? $"use {choice}" : $"did you mean {meant}?";
        return new($"'{Shown.Text(text)}' is not a known value", remedy);
    }
}
