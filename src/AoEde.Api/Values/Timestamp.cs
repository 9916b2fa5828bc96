using System.Globalization;

namespace AoEde.Api.Values;

/// <summary>Moments as Kubernetes' MicroTime writes them: RFC 3339 in UTC, with six digits of the second.</summary>
public static class Timestamp
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>Writes a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>Text such as <c>2026-11-21T09:00:00.000000Z</c>.</returns>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads a moment of any zone and precision.</summary>
    /// <param name="text">The text; null is no moment.</param>
    /// <param name="moment">The moment, in UTC.</param>
    /// <returns>False when the text is no moment.</returns>
    public static bool TryParse(string? text, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
