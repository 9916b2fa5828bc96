namespace AoEde.Api.Schema;

/// <summary>The integer is divisible by a unit.</summary>
/// <param name="unit">The unit, such as the 512 bytes of a sector.</param>
public sealed class MultipleOfAttribute(long unit) : ConstraintAttribute
{
    /// <summary>The unit.</summary>
    public long Unit { get; } = unit;

    /// <inheritdoc/>
    public override string Id => "multiple-of";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is not long number || number % Unit == 0)
            return null;

        var below = number - (number % Unit);
        var remedy = below > long.MaxValue - Unit ? $"use {below}" : $"use {below} or {below + Unit}";
        return new($"{number} is not a multiple of {Unit}", remedy);
    }
}
