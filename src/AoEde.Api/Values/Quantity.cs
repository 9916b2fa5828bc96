using System.Buffers;
using System.Numerics;

namespace AoEde.Api.Values;

/// <summary>An amount of bytes as Kubernetes writes it: <c>512Mi</c>, <c>10Gi</c>, <c>1G</c>, <c>1.5Gi</c>, <c>1e9</c>.</summary>
/// <param name="Bytes">The amount in bytes; zero or more.</param>
public readonly record struct Quantity(long Bytes)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("Ei", 1L << 60), ("Pi", 1L << 50), ("Ti", 1L << 40), ("Gi", 1L << 30), ("Mi", 1L << 20), ("Ki", 1L << 10),
        ("E", 1_000_000_000_000_000_000), ("P", 1_000_000_000_000_000), ("T", 1_000_000_000_000),
        ("G", 1_000_000_000), ("M", 1_000_000), ("k", 1_000),
    ];

    /// <summary>Reads a quantity. A fraction of a byte is rounded up, as Kubernetes does.</summary>
    /// <param name="text">The text; null is not a quantity.</param>
    /// <param name="quantity">The amount.</param>
    /// <returns>False when the text is no quantity or does not fit 63 bits.</returns>
    public static bool TryParse(string? text, out Quantity quantity)
    {
        quantity = default;
        // Twenty characters are the longest a field may have; the limit keeps the big integers small.
        if (text is null || text.Length is 0 or > 40)
            return false;

        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        var number = end < 0 ? text.AsSpan() : text.AsSpan(0, end);
        var suffix = end < 0 ? default : text.AsSpan(end);
        if (!TryScale(suffix, out var factor))
            return false;

        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        var fraction = point < 0 ? default : number[(point + 1)..];
        if (!IsDigits(whole) || (point >= 0 && !IsDigits(fraction)))
            return false;

        var divisor = BigInteger.Pow(10, fraction.Length);
        var scaled = BigInteger.Parse($"{whole}{fraction}") * factor;
        var bytes = (scaled + divisor - 1) / divisor;
        if (bytes > long.MaxValue)
            return false;

        quantity = new Quantity((long)bytes);
        return true;
    }

    /// <summary>Reads a quantity that is known to be valid.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="FormatException">The text is no quantity.</exception>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a quantity such as 10Gi.");

    /// <summary>The shortest exact form: the largest binary unit that divides the amount, else the largest decimal one.</summary>
    /// <returns>The text; reading it gives the same amount.</returns>
    public override string ToString()
    {
        foreach (var (suffix, factor) in Units)
        {
            if (Bytes != 0 && Bytes % factor == 0)
                return $"{Bytes / factor}{suffix}";
        }

        return Bytes.ToString();
    }

    private static bool TryScale(ReadOnlySpan<char> suffix, out BigInteger factor)
    {
        factor = BigInteger.One;
        if (suffix.IsEmpty)
            return true;

        foreach (var unit in Units)
        {
            if (suffix.SequenceEqual(unit.Suffix))
            {
                factor = unit.Factor;
                return true;
            }
        }

        // 63 bits have 19 digits, so a larger exponent can only overflow.
        if (suffix[0] is not ('e' or 'E') || !IsDigits(suffix[1..]) || !int.TryParse(suffix[1..], out var exponent) || exponent > 60)
            return false;

        factor = BigInteger.Pow(10, exponent);
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
