using AoEde.Api.Values;

namespace AoEde.Api.Schema;

/// <summary>The text is a positive amount of bytes as a Kubernetes quantity.</summary>
public sealed class QuantityFormatAttribute() : PatternAttribute(Patterns.Quantity, "a quantity such as 512Mi, 10Gi or 1G")
{
    /// <inheritdoc/>
    public override string Id => "quantity";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is not string text)
            return null;

        if (!Quantity.TryParse(text, out var quantity))
            return base.Check(value) ?? new($"'{text}' is more than 64 bits can count", "use at most 7Ei");

        return quantity.Bytes == 0 ? new($"'{text}' is no bytes at all", "use a positive quantity such as 10Gi") : null;
    }

    /// <inheritdoc/>
    protected override Complaint Describe(string text) => new($"'{Shown.Text(text)}' is not a quantity", $"use {Expected}");
}
