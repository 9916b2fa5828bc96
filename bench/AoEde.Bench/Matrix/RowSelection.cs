namespace AoEde.Bench.Matrix;

/// <summary>Chooses rows by their names.</summary>
internal static class RowSelection
{
    /// <summary>The rows that match one of several patterns.</summary>
    /// <param name="rows">All there are.</param>
    /// <param name="patterns">Between commas; <c>*</c> stands for anything. A pattern without one matches a part of a name.</param>
    /// <exception cref="FormatException">No row matches.</exception>
    public static IReadOnlyList<Row> Choose(IReadOnlyList<Row> rows, string patterns)
    {
        var wanted = patterns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<Row> chosen = [.. rows.Where(row => Array.Exists(wanted, pattern => Matches(row.Name, pattern)))];
        return chosen.Count > 0
            ? chosen
            : throw new FormatException($"--rows '{patterns}' matches no row; aoede-bench list prints their names");
    }

    internal static bool Matches(string name, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return name.Contains(pattern, StringComparison.Ordinal);
        if (!name.StartsWith(parts[0], StringComparison.Ordinal) || !name.EndsWith(parts[^1], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = name.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return at <= name.Length - parts[^1].Length;
    }
}
