using System.Buffers;
using System.Numerics;
using System.Text;

namespace AoEde.Api.Values;

/// <summary>A length of time as Go writes it: <c>2m</c>, <c>1h30m</c>, <c>1.5s</c>, <c>100ms</c>.</summary>
/// <param name="Nanoseconds">The length in nanoseconds; zero or more.</param>
public readonly record struct GoDuration(long Nanoseconds)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    /// <summary>The length for timers, cut to their 100 ns.</summary>
    /// <returns>The length.</returns>
    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(Nanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>Reads a duration. Signs are refused: nothing here lasts less than no time.</summary>
    /// <param name="text">The text; null is not a duration.</param>
    /// <param name="duration">The length; a fraction of a nanosecond is cut off.</param>
    /// <returns>False when the text is no duration or does not fit 63 bits.</returns>
    public static bool TryParse(string? text, out GoDuration duration)
    {
        duration = default;
        if (text is null || text.Length is 0 or > 64)
            return false;

        var rest = text.AsSpan();
        var total = BigInteger.Zero;
        while (!rest.IsEmpty)
        {
            if (!TryNumber(ref rest, out var digits, out var divisor) || !TryUnit(ref rest, out var factor))
                return false;

            total += digits * factor / divisor;
        }

        if (total > long.MaxValue)
            return false;

        duration = new GoDuration((long)total);
        return true;
    }

    /// <summary>Reads a duration that is known to be valid.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The length.</returns>
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static GoDuration Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is not a duration such as 1h30m.");

    /// <summary>Whole units from hours down, without those that are zero: <c>1h30m</c>.</summary>
    /// <returns>The text; reading it gives the same length.</returns>
    public override string ToString()
    {
        if (Nanoseconds == 0)
            return "0s";

        var text = new StringBuilder();
        var rest = Nanoseconds;
        foreach (var (suffix, factor) in Units)
        {
            if (rest >= factor)
                text.Append(rest / factor).Append(suffix);
            rest %= factor;
        }

        return text.ToString();
    }

    private static bool TryNumber(ref ReadOnlySpan<char> rest, out BigInteger digits, out BigInteger divisor)
    {
        digits = BigInteger.Zero;
        divisor = BigInteger.One;
        var end = rest.IndexOfAnyExcept(NumberCharacters);
        if (end <= 0)
            return false;

        var number = rest[..end];
        rest = rest[end..];
        var point = number.IndexOf('.');
        if (point == 0 || point == number.Length - 1 || number.Count('.') > 1)
            return false;

        if (point > 0)
            divisor = BigInteger.Pow(10, number.Length - point - 1);
        digits = BigInteger.Parse(number.ToString().Replace(".", ""));
        return true;
    }

    private static bool TryUnit(ref ReadOnlySpan<char> rest, out long factor)
    {
        var end = rest.IndexOfAnyInRange('0', '9');
        var unit = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        // U+00B5 is the micro sign on keyboards; the Greek letter is not accepted by the pattern either.
        var name = unit.SequenceEqual("µs") ? "us" : unit;
        foreach (var (suffix, value) in Units)
        {
            if (name.SequenceEqual(suffix))
            {
                factor = value;
                return true;
            }
        }

        factor = 0;
        return false;
    }
}
