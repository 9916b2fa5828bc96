namespace AoEde.Protocol.Extensions;

/// <summary>One string of an extensions command, where it lies in the frame.</summary>
public readonly ref struct ExtensionString
{
    internal ExtensionString(ReadOnlySpan<byte> text, int offset)
    {
        Text = text;
        Offset = offset;
    }

    /// <summary>The string without its terminator; never empty.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>Bytes from the start of the frame.</summary>
    public int Offset { get; }

    /// <summary>Whether it is exactly this string; capitals differ.</summary>
    /// <param name="name">One of <see cref="ExtensionName"/>.</param>
    public bool Is(ReadOnlySpan<byte> name) => Text.SequenceEqual(name);

    /// <summary>
    /// The number the string begins with, read as C's atoi does: 0 where there is none, and the nearest there is where it
    /// is too large.
    /// </summary>
    public int ToNumber()
    {
        var at = 0;
        while (at < Text.Length && Text[at] is (byte)' ' or >= 9 and <= 13) at++;
        var negative = at < Text.Length && Text[at] == '-';
        if (at < Text.Length && Text[at] is (byte)'-' or (byte)'+') at++;
        long value = 0;
        for (; at < Text.Length && Text[at] is >= (byte)'0' and <= (byte)'9'; at++)
            value = Math.Min((value * 10) + Text[at] - '0', int.MaxValue + 1L);
        return (int)(negative ? -value : Math.Min(value, int.MaxValue));
    }
}
