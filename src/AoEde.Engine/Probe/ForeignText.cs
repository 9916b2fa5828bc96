namespace AoEde.Engine.Probe;

/// <summary>What a stranger sends is shown to people: no control characters, nothing but ASCII.</summary>
internal static class ForeignText
{
    /// <summary>The bytes as text, unprintable ones as dots; null when there are none.</summary>
    public static string? Printable(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? null : string.Create(bytes.Length, bytes, static (text, bytes) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = bytes[i] is >= 0x20 and <= 0x7E ? (char)bytes[i] : '.';
    });
}
