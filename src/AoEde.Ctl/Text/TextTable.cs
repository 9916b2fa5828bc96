using System.Text;

namespace AoEde.Ctl.Text;

/// <summary>
/// Columns as kubectl prints them: aligned, three spaces apart, without lines, colours or wrapping. A terminal shows it well, and
/// so does a pipe into grep or awk.
/// </summary>
internal sealed class TextTable(params string[] headings)
{
    private const int Gap = 3;
    private readonly List<string[]> _rows = [headings];

    /// <summary>Adds a row; an empty cell is shown as <c>-</c>, so that columns can be counted.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(cell => cell.Length > 0 ? OneLine(cell) : "-")]);

    /// <summary>The text of the table, each row with a line feed.</summary>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            for (var column = 0; column < row.Length - 1; column++)
            {
                text.Append(row[column].PadRight(widths[column] + Gap));
            }

            // The last column is not padded: no line ends in spaces.
            text.Append(row[^1]).Append('\n');
        }

        return text.ToString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
