using System.Globalization;
using System.Numerics;

namespace AoEde.Api.Manifests;

/// <summary>
/// Types of scalars without quotes, as kubectl sees them (YAML 1.1 as in go-yaml): a manifest that is read here must mean the same there.
/// </summary>
internal static class PlainScalar
{
    private static readonly HashSet<string> True = ["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"];
    private static readonly HashSet<string> False = ["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"];

    public static ScalarType Resolve(string text)
    {
        if (text is "" or "~" or "null" or "Null" or "NULL")
            return ScalarType.Null;
        if (True.Contains(text) || False.Contains(text))
            return ScalarType.Boolean;
        if (TryInteger(text, out _))
            return ScalarType.Integer;
        return IsFloat(text) ? ScalarType.Float : ScalarType.Text;
    }

    public static string Describe(ScalarType type) => type switch
    {
        ScalarType.Null => "nothing",
        ScalarType.Boolean => "true or false",
        ScalarType.Integer => "a number",
        ScalarType.Float => "a fraction",
        _ => "text",
    };

    public static bool IsTrue(string text) => True.Contains(text);

    /// <summary>Whether an integer begins with a zero that makes it octal for some readers and decimal for others.</summary>
    public static bool IsAmbiguous(string text)
    {
        var digits = text.AsSpan().TrimStart("+-");
        return digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
    }

    /// <summary>Reads decimal, 0x, 0o and 0b integers of any size, with underscores between digits.</summary>
    public static bool TryInteger(string text, out BigInteger value)
    {
        value = default;
        var digits = text.AsSpan();
        var negative = digits.StartsWith("-");
        if (negative || digits.StartsWith("+"))
            digits = digits[1..];

        // A number that long is out of every range; reading it as text keeps the cost down.
        if (digits.IsEmpty || digits.Length > 100 || !char.IsAsciiDigit(digits[0]))
            return false;

        var radix = digits.StartsWith("0x") ? 16 : digits.StartsWith("0o") ? 8 : digits.StartsWith("0b") ? 2 : 10;
        if (radix != 10)
            digits = digits[2..];
        if (digits.IsEmpty)
            return false;

        foreach (var digit in digits)
        {
            if (digit == '_')
                continue;
            var worth = char.IsAsciiHexDigit(digit) ? int.Parse([digit], NumberStyles.HexNumber) : radix;
            if (worth >= radix)
                return false;
            value = (value * radix) + worth;
        }

        if (negative)
            value = -value;
        return true;
    }

    private static bool IsFloat(string text)
    {
        if (text is ".inf" or ".Inf" or ".INF" or "+.inf" or "-.inf" or ".nan" or ".NaN" or ".NAN")
            return true;

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var first = text.AsSpan().TrimStart("+-");
        return !first.IsEmpty && (char.IsAsciiDigit(first[0]) || first[0] == '.') && double.TryParse(text, Style, null, out _);
    }
}
