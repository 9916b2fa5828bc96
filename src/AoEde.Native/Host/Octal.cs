using System.Text;

namespace AoEde.Native.Host;

/// <summary>The kernel writes blanks, tabs, line feeds and backslashes in paths as \040 and the like.</summary>
internal static class Octal
{
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && TryDigits(text.AsSpan(i + 1, 3), out var value))
            {
                result.Append((char)value);
                i += 3;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    private static bool TryDigits(ReadOnlySpan<char> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7')
                return false;
            value = (value * 8) + digit - '0';
        }

        return value is > 0 and < 128;
    }
}
