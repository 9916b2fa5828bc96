namespace AoEde.Api.Schema;

/// <summary>How text from a file is repeated in a message: one line, no control characters, not endless.</summary>
internal static class Shown
{
    private const int LongestValue = 60;
    private const int LongestLine = 300;

    public static string Text(string text) => Clean(text, LongestValue);

    public static string Line(string text) => Clean(text, LongestLine);

    private static string Clean(string text, int longest)
    {
        var cut = text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");
        return string.Create(cut.Length, cut, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
        });
    }
}
