namespace AoEde.Engine.Safety;

/// <summary>
/// Shell-like patterns over paths and interface names: <c>?</c> is one character, <c>*</c> any run of characters,
/// neither of them a slash; <c>**</c> also crosses slashes. Everything else stands for itself.
/// </summary>
internal static class Glob
{
    public static bool MatchesAny(IReadOnlyList<string> patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (IsMatch(pattern, text)) return true;
        }

        return false;
    }

    /// <summary>Row by row over the pattern, so the time is pattern × text even for a pattern made to be slow.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        // reached[i]: the pattern read so far matches the first i characters of the text.
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var p = 0; p < pattern.Length; p++)
        {
            if (pattern[p] != '*')
            {
                StepOne(reached, pattern[p], text);
                continue;
            }

            var crossesSlash = p + 1 < pattern.Length && pattern[p + 1] == '*';
            if (crossesSlash) p++;
            StepRun(reached, crossesSlash, text);
        }

        return reached[text.Length];
    }

    private static void StepOne(bool[] reached, char expected, string text)
    {
        for (var i = text.Length; i > 0; i--)
        {
            var fits = expected == '?' ? text[i - 1] != '/' : text[i - 1] == expected;
            reached[i] = reached[i - 1] && fits;
        }

        reached[0] = false;
    }

    private static void StepRun(bool[] reached, bool crossesSlash, string text)
    {
        for (var i = 1; i <= text.Length; i++)
            reached[i] |= reached[i - 1] && (crossesSlash || text[i - 1] != '/');
    }
}
