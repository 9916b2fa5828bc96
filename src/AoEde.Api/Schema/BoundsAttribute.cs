namespace AoEde.Api.Schema;

/// <summary>Smallest and largest value of an integer, both allowed.</summary>
/// <param name="minimum">Smallest value.</param>
/// <param name="maximum">Largest value; <see cref="long.MaxValue"/> means no upper bound.</param>
public sealed class BoundsAttribute(long minimum, long maximum) : ConstraintAttribute
{
    /// <summary>Smallest value.</summary>
    public long Minimum { get; } = minimum;

    /// <summary>Largest value.</summary>
    public long Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override string Id => "bounds";

    /// <inheritdoc/>
    public override Complaint? Check(object value) =>
        value is long number && (number < Minimum || number > Maximum) ? OutOfRange(number.ToString()) : null;

    /// <summary>The complaint about a number that may not even fit 64 bits.</summary>
    /// <param name="text">The number as written.</param>
    /// <returns>The complaint.</returns>
    public Complaint OutOfRange(string text) => new($"{text} is out of range", Maximum == long.MaxValue
        ? $"use a number of at least {Minimum}"
        : $"use a number from {Minimum} to {Maximum}");
}
