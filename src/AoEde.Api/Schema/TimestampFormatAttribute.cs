using AoEde.Kube.Models;

namespace AoEde.Api.Schema;

/// <summary>The text is a moment as RFC 3339 writes it.</summary>
public sealed class TimestampFormatAttribute() : PatternAttribute(Patterns.Timestamp, "a moment such as 2026-11-21T09:00:00.000000Z")
{
    /// <inheritdoc/>
    public override string Id => "timestamp";

    /// <inheritdoc/>
    public override Complaint? Check(object value)
    {
        // The pattern lets the 30th of February through; a calendar does not.
        if (value is string text && base.Check(value) is null)
            return KubernetesTime.TryParse(text, out _) ? null : Describe(text);
        return base.Check(value);
    }

    /// <inheritdoc/>
    protected override Complaint Describe(string text) => new($"'{Shown.Text(text)}' is no moment in time", $"use {Expected}");
}
