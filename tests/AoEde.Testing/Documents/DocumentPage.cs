namespace AoEde.Testing.Documents;

/// <summary>Finds the fenced blocks of a Markdown page.</summary>
public static class DocumentPage
{
    private const string Fence = "```";

    /// <summary>The blocks of a page, in order.</summary>
    /// <param name="page">What it is called.</param>
    /// <param name="lines">Its lines.</param>
    /// <exception cref="FormatException">A fence is not closed.</exception>
    public static IReadOnlyList<DocumentBlock> Blocks(string page, IReadOnlyList<string> lines)
    {
        var blocks = new List<DocumentBlock>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!IsFence(lines[i]))
                continue;
            var indent = lines[i].Length - lines[i].TrimStart().Length;
            var end = i + 1;
            while (end < lines.Count && lines[end].Trim() != Fence)
                end++;
            if (end == lines.Count)
                throw new FormatException($"{page}:{i + 1}: the fence is not closed");

            blocks.Add(new DocumentBlock(
                page,
                i + 1,
                lines[i].Trim()[Fence.Length..],
                string.Join('\n', lines.Skip(i + 1).Take(end - i - 1).Select(line => Outdent(line, indent))),
                i > 0 ? BlockMarker.Parse(lines[i - 1].Trim()) : null));
            i = end;
        }

        return blocks;
    }

    private static bool IsFence(string line) => line.TrimStart().StartsWith(Fence, StringComparison.Ordinal);

    // Blocks inside lists are indented with them.
    private static string Outdent(string line, int indent)
    {
        var blanks = line.Length - line.TrimStart().Length;
        return line[Math.Min(indent, blanks)..];
    }
}
