using System.Globalization;
using System.Text;

namespace AoEde.Testing.Frames;

/// <summary>Frames as hexadecimal text, for the messages of failing tests.</summary>
public static class FrameDump
{
    private const int RowBytes = 16;

    /// <summary>Offset, bytes and ASCII, sixteen to a row; runs of equal rows are folded.</summary>
    public static string Of(ReadOnlySpan<byte> frame)
    {
        var text = new StringBuilder();
        for (var at = 0; at < frame.Length; at += RowBytes)
        {
            var row = frame[at..Math.Min(at + RowBytes, frame.Length)];
            if (at >= RowBytes && row.SequenceEqual(frame.Slice(at - RowBytes, row.Length)) && at + RowBytes < frame.Length)
            {
                if (text[^2] != '*')
                    text.Append("*\n");
                continue;
            }

            text.Append(CultureInfo.InvariantCulture, $"{at:x4}  {Hex(row),-48} {Ascii(row)}\n");
        }

        return text.ToString();
    }

    /// <summary>The rows that differ, each as an expected and an actual line.</summary>
    public static string Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual)
    {
        var text = new StringBuilder();
        if (expected.Length != actual.Length)
            text.Append(CultureInfo.InvariantCulture, $"length {actual.Length}, expected {expected.Length}\n");
        for (var at = 0; at < Math.Max(expected.Length, actual.Length); at += RowBytes)
        {
            var wanted = Row(expected, at);
            var got = Row(actual, at);
            if (!wanted.SequenceEqual(got))
                text.Append(CultureInfo.InvariantCulture, $"{at:x4} - {Hex(wanted)}\n     + {Hex(got)}\n");
        }

        return text.ToString();
    }

    private static ReadOnlySpan<byte> Row(ReadOnlySpan<byte> frame, int at) =>
        at >= frame.Length ? [] : frame[at..Math.Min(at + RowBytes, frame.Length)];

    private static string Hex(ReadOnlySpan<byte> row)
    {
        var text = new StringBuilder(row.Length * 3);
        foreach (var value in row)
            text.Append(CultureInfo.InvariantCulture, $"{value:x2} ");
        return text.ToString();
    }

    private static string Ascii(ReadOnlySpan<byte> row)
    {
        var text = new StringBuilder(row.Length);
        foreach (var value in row)
            text.Append(value is >= 0x20 and < 0x7F ? (char)value : '.');
        return text.ToString();
    }
}
