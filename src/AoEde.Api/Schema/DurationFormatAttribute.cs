using AoEde.Api.Values;

namespace AoEde.Api.Schema;

/// <summary>The text is a positive duration in Go's notation.</summary>
public sealed class DurationFormatAttribute() : PatternAttribute(Patterns.Duration, "a duration such as 30m or 1h30m")
{
    /// <inheritdoc/>
    public override string Id => "duration";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        if (value is not string text)
            return null;

        if (!GoDuration.TryParse(text, out var duration))
            return base.Check(value) ?? new($"'{text}' is longer than can be counted", "use at most 2562047h");

        return duration.Nanoseconds == 0 ? new($"'{text}' is no time at all", "use a positive duration such as 30m") : null;
    }

    /// <inheritdoc/>
    protected override Complaint Describe(string text) => new(
        $"'{Shown.Text(text)}' is not a duration",
        text.EndsWith('d') ? $"use {Expected}; there is no unit for days, a day is 24h" : $"use {Expected}");
}
