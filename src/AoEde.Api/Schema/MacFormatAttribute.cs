using AoEde.Api.Values;

namespace AoEde.Api.Schema;

/// <summary>Each text is a MAC address in lower case with colons.</summary>
public sealed class MacFormatAttribute() : PatternAttribute(Patterns.Mac, "a MAC address such as 52:54:00:12:34:56")
{
    /// <inheritdoc/>
    protected override Complaint Describe(string text)
    {
        var meant = text.ToLowerInvariant().Replace('-', ':');
        var remedy = InitiatorMac.TryParse(meant, out _) ? $"write it as {meant}" : $"use {Expected}";
        return new($"'{Shown.Text(text)}' is not a MAC address as AoEde writes them", remedy);
    }
}
