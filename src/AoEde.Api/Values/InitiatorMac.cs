namespace AoEde.Api.Values;

/// <summary>A MAC address as manifests write it: lower case, colons.</summary>
/// <param name="Value">The address in the low 48 bits, first byte on the wire highest.</param>
public readonly record struct InitiatorMac(ulong Value)
{
    private const int TextLength = 17;

    /// <summary>Reads <c>52:54:00:12:34:56</c>.</summary>
    /// <param name="text">The text; null is no address.</param>
    /// <param name="mac">The address.</param>
    /// <returns>False for any other form, upper case included.</returns>
    public static bool TryParse(string? text, out InitiatorMac mac)
    {
        mac = default;
        if (text is not { Length: TextLength })
            return false;

        ulong value = 0;
        for (var i = 0; i < TextLength; i++)
        {
            if (i % 3 == 2)
            {
                if (text[i] != ':')
                    return false;
                continue;
            }

            if (!char.IsAsciiHexDigitLower(text[i]))
                return false;
            value = (value << 4) | (uint)(text[i] <= '9' ? text[i] - '0' : text[i] - 'a' + 10);
        }

        mac = new InitiatorMac(value);
        return true;
    }

    /// <summary>Reads an address that is known to be valid.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is no address.</exception>
    public static InitiatorMac Parse(string text) =>
        TryParse(text, out var mac) ? mac : throw new FormatException($"'{text}' is not a MAC address such as 52:54:00:12:34:56.");

    /// <summary>Lower case with colons.</summary>
    /// <returns>The text; reading it gives the same address.</returns>
    public override string ToString()
    {
        var digits = Value.ToString("x12");
        return string.Join(':', Enumerable.Range(0, 6).Select(i => digits.Substring(2 * i, 2)));
    }
}
