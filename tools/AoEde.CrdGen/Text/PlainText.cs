namespace AoEde.CrdGen.Text;

/// <summary>Text without the line breaks of its source.</summary>
public static class PlainText
{
    /// <summary>One line, single blanks.</summary>
    public static string Collapse(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Words as a list for people: <c>a, b or c</c>.</summary>
    public static string Choice(IReadOnlyList<string> words) =>
        words.Count == 1 ? words[0] : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";
}
