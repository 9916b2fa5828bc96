using System.Text;

namespace AoEde.CrdGen.Pages;

/// <summary>A table of a Markdown page.</summary>
/// <param name="headings">Headings of the columns.</param>
internal sealed class MarkdownTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public string Text()
    {
        var text = new StringBuilder();
        Row(text, headings);
        Row(text, [.. headings.Select(_ => "---")]);
        foreach (var row in _rows)
            Row(text, row);
        return text.ToString();
    }

    // A bar ends a cell, also within code.
    private static void Row(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
