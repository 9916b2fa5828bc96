using System.Globalization;
using AoEde.Kube.Models;

namespace AoEde.Ctl.Text;

/// <summary>Numbers as people read them.</summary>
internal static class Human
{
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A size with one decimal where there is one: <c>1 GiB</c>, <c>3.6 TiB</c>; empty for what is no number.</summary>
    public static string Size(string bytes)
    {
        if (!double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            return "";
        }

        var unit = 0;
        while (value >= 1024 && unit < s_units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {s_units[unit]}");
    }

    /// <summary>Time passed in its two largest units at most, as kubectl does: <c>45s</c>, <c>5m</c>, <c>3h20m</c>, <c>12d</c>.</summary>
    public static string Age(string since, TimeProvider time)
    {
        if (!KubernetesTime.TryParse(since, out var moment))
        {
            return "";
        }

        return Length(time.GetUtcNow() - moment);
    }

    /// <summary>Time to come, in the same way.</summary>
    public static string Until(string moment, TimeProvider time)
        => KubernetesTime.TryParse(moment, out var end)
            ? Length(end - time.GetUtcNow())
            : "";

    /// <summary>A moment to the second, as RFC 3339 has it; empty for what is none.</summary>
    public static string Moment(string text)
        => KubernetesTime.TryParse(text, out var moment) ? KubernetesTime.Seconds(moment) : "";

    /// <summary>A count or measure without a fraction where it has none.</summary>
    public static string Number(string value)
        => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(Math.Abs(number) < 1e15 && number == Math.Floor(number) ? "0" : "G6", CultureInfo.InvariantCulture)
            : value;

    private static string Length(TimeSpan age) => age switch
    {
        { TotalSeconds: < 0 } => "0s",
        { TotalMinutes: < 2 } => $"{(int)age.TotalSeconds}s",
        { TotalHours: < 2 } => $"{(int)age.TotalMinutes}m",
        { TotalHours: < 10 } => age.Minutes > 0 ? $"{age.Hours}h{age.Minutes}m" : $"{age.Hours}h",
        { TotalDays: < 2 } => $"{(int)age.TotalHours}h",
        _ => $"{(int)age.TotalDays}d",
    };
}
