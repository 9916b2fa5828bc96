using System.Text;

namespace AoEde.Kube.Extensions;

/// <summary>Names and messages of events within what the API takes.</summary>
internal static class EventText
{
    /// <summary>Most bytes of a message.</summary>
    public const int MostBytes = 1024;

    /// <summary>Most characters of an object's name (RFC 1123 subdomain).</summary>
    private const int MostNameLength = 253;

    private const char Ellipsis = '…';

    /// <summary>Cuts a message at the last whole character that fits.</summary>
    public static string Cut(string message)
    {
        if (Encoding.UTF8.GetByteCount(message) <= MostBytes)
            return message;
        var left = MostBytes - Encoding.UTF8.GetByteCount([Ellipsis]);
        var kept = new StringBuilder();
        foreach (var rune in message.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
                break;
            kept.Append(rune.ToString());
        }

        return kept.Append(Ellipsis).ToString();
    }

    /// <summary>A name that no other event has: the object's, and a number.</summary>
    public static string Name(string subject, long number)
    {
        var suffix = $".{number:x}";
        return (subject.Length + suffix.Length <= MostNameLength ? subject : subject[..(MostNameLength - suffix.Length)].TrimEnd('.', '-')) + suffix;
    }
}
