namespace AoEde.Api.Schema;

/// <summary>Guesses which known word a mistyped one stands for.</summary>
internal static class Suggestion
{
    // Longer words are no slips of the finger, and the table below grows with their length.
    private const int LongestWord = 64;

    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
            return null;

        // One slip per three letters: "shelv" is "shelf", but "abc" is not "slot" and "V9" not "V2".
        var best = (Distance: (word.Length / 3) + 1, Word: (string?)null);
        foreach (var candidate in known)
        {
            var distance = string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, candidate);
            if (distance < best.Distance)
                best = (distance, candidate);
        }

        return best.Word;
    }

    // Levenshtein with swaps of neighbours counted as one slip, ignoring case.
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    least = Math.Min(least, rows[i - 2, j - 2] + 1);
                rows[i, j] = least;
            }
        }

        return rows[a.Length, b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
