namespace AoEde.Api.Schema;

/// <summary>Shortest and longest text in characters (code points, as an API server counts), both allowed.</summary>
/// <param name="minimum">Shortest.</param>
/// <param name="maximum">Longest.</param>
public sealed class LengthAttribute(int minimum, int maximum) : ConstraintAttribute
{
    /// <summary>Shortest.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>Longest.</summary>
    public int Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override string Id => "length";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is not string text)
            return null;

        var length = text.EnumerateRunes().Count();
        if (length < Minimum)
            return new("the text is empty", "write a value, or leave the field out");

        return length > Maximum ? new($"{length} characters are too long", $"use at most {Maximum} characters") : null;
    }
}
