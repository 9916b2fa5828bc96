using System.Globalization;

namespace AoEde.Kube.Models;

/// <summary>Moments as Kubernetes writes them: RFC 3339 in UTC.</summary>
public static class KubernetesTime
{
    /// <summary>A moment as <c>metav1.Time</c>, to the second: <c>2026-11-21T09:00:00Z</c>.</summary>
    /// <param name="moment">The moment.</param>
    public static string Seconds(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A moment as <c>metav1.MicroTime</c>, with six digits of the second: <c>2026-11-21T09:00:00.000000Z</c>.</summary>
    /// <param name="moment">The moment.</param>
    public static string Micros(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>Reads a moment of any zone and precision.</summary>
    /// <param name="text">The text; null is no moment.</param>
    /// <param name="moment">The moment, in UTC.</param>
    /// <returns>False when the text is no moment.</returns>
    public static bool TryParse(string? text, out DateTimeOffset moment) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
}
